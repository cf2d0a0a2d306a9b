using Gis.Viewer;

return await ViewerProgram.RunAsync(args);
