export * from '../../contract/programs/expression.ts';
