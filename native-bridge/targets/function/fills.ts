export * from '../../contract/fills.ts';
