export * from '../../contract/programs/check.ts';
