export * from '../../contract/programs/explain.ts';
