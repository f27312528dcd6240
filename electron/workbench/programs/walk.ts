export * from '../../contract/programs/walk.ts';
