using Gis.MapServer.Hosting;

return await ServerProgram.RunAsync(args);
