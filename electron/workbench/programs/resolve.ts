export * from '../../contract/programs/resolve.ts';
