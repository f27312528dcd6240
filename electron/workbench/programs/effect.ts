export * from '../../contract/programs/effect.ts';
