using Legation.Records.Signing;

namespace Legation.Records;

/// <summary>Who this node is.</summary>
/// <param name="Id">Id of the node: <c>node--uuid</c>.</param>
/// <param name="Name">Name shown to people.</param>
/// <param name="Organisation">The organisation that it speaks for.</param>
/// <param name="Epoch">Counts from 1; a restored backup starts a new one.</param>
/// <param name="Signer">The signing key.</param>
public sealed record NodeIdentity(RecordId Id, string Name, RecordId Organisation, int Epoch, IRecordSigner Signer);
