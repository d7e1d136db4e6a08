using Legation.Server.Commands;

return await LegationCommand.Root().Parse(args).InvokeAsync();
