namespace Legation.Server.Nodes;

/// <summary>The data folder cannot be used; the message says why and what to do.</summary>
internal sealed class NodeFolderException(string message, Exception? inner = null) : Exception(message, inner);
