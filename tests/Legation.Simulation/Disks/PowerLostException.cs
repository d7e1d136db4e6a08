using System.Data.Common;

namespace Legation.Simulation;

/// <summary>The store fails: for once, or because there is no power any more.</summary>
internal sealed class PowerLostException(string message) : DbException(message);
