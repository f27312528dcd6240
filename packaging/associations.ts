/** Files that the desktop opens with the workbench. Captures end in plain `.json`, which belongs to nobody. */
export const associations = [
  {
    ext: 'mcap',
    name: 'Recording',
    description: 'MCAP recording',
    mimeType: 'application/x-mcap',
    role: 'Viewer' as const,
  },
  {
    ext: 'zpci.json',
    name: 'zPCI program',
    description: 'zPCI Workbench program',
    mimeType: 'application/x-zpci-program+json',
    role: 'Editor' as const,
  },
];
