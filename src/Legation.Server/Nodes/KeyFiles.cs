using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Legation.Records.Signing;
using Legation.Relay;

namespace Legation.Server.Nodes;

/// <summary>
/// The keys of a node in its folder: those in use, and beside them, as long as a change is under way, the next ones.
/// Each file is replaced in one step, which also destroys the key that was in it.
/// </summary>
internal sealed class KeyFiles : INodeKeys, IDisposable
{
    private readonly NodeFolder folder;
    private readonly TimeProvider clock;
    private NodeSecrets inUse;
    private NodeSecrets? next;

    public KeyFiles(NodeFolder folder, TimeProvider clock)
    {
        (this.folder, this.clock) = (folder, clock);
        inUse = new NodeSecrets(ReadSigningKey(folder), ReadRelayCertificate(folder));
        next = ReadNext();
    }

    public NodeSecrets InUse => Volatile.Read(ref inUse);

    public NodeSecrets? Next => Volatile.Read(ref next);

    private string Signing => SigningIn(folder);

    private string Relay => RelayIn(folder);

    /// <exception cref="NodeFolderException">It cannot be read.</exception>
    public static NodeKey ReadSigningKey(NodeFolder folder) => Read(SigningIn(folder), NodeKey.FromPem);

    /// <exception cref="NodeFolderException">It cannot be read.</exception>
    public static X509Certificate2 ReadRelayCertificate(NodeFolder folder) =>
        Read(RelayIn(folder), RelayCertificate.FromPem);

    /// <summary>Makes the first keys of a node.</summary>
    public static void Create(NodeFolder folder, DateTimeOffset now)
    {
        PrivateFile.Folder(folder.At("keys"));
        PrivateFile.Write(SigningIn(folder), NewSigningKey());
        PrivateFile.Write(RelayIn(folder), RelayCertificate.GeneratePem(folder.Description.Code, now));
    }

    public NodeSecrets? MakeNext(bool signing, bool tls)
    {
        try
        {
            if (signing)
                PrivateFile.Write(NextOf(Signing), NewSigningKey());
            if (tls)
                PrivateFile.Write(
                    NextOf(Relay),
                    RelayCertificate.GeneratePem(folder.Description.Code, clock.GetUtcNow())
                );
            Volatile.Write(ref next, ReadNext());
            return next;
        }
        catch
        {
            // Half of a change would be taken for a part of the next one.
            DropNext();
            throw;
        }
    }

    // A power cut may bring a former file back, then with the next one beside it. What was read stays valid for whoever
    // is about to sign with it, so nothing is disposed of here.
    public void UseNext()
    {
        if (next is not { } now)
            return;
        foreach (var file in new[] { Signing, Relay })
            if (File.Exists(NextOf(file)))
                File.Move(NextOf(file), file, overwrite: true);
        Volatile.Write(ref inUse, now);
        Volatile.Write(ref next, null);
    }

    public void DropNext()
    {
        File.Delete(NextOf(Signing));
        File.Delete(NextOf(Relay));
        Volatile.Write(ref next, null);
    }

    public void Dispose()
    {
        foreach (var secrets in new[] { inUse, next })
        {
            (secrets?.Signer as NodeKey)?.Dispose();
            secrets?.Certificate.Dispose();
        }
    }

    private NodeSecrets? ReadNext()
    {
        var (signing, relay) = (File.Exists(NextOf(Signing)), File.Exists(NextOf(Relay)));
        return signing || relay
            ? new NodeSecrets(
                signing ? Read(NextOf(Signing), NodeKey.FromPem) : inUse.Signer,
                relay ? Read(NextOf(Relay), RelayCertificate.FromPem) : inUse.Certificate
            )
            : null;
    }

    private static string SigningIn(NodeFolder folder) => folder.At("keys/signing.pem");

    private static string RelayIn(NodeFolder folder) => folder.At("keys/relay.pem");

    private static string NewSigningKey()
    {
        using var key = NodeKey.Generate();
        return key.ToPem() + "\n";
    }

    private static string NextOf(string file) => Path.ChangeExtension(file, ".next.pem");

    private static T Read<T>(string file, Func<string, T> read)
    {
        try
        {
            return read(File.ReadAllText(file));
        }
        catch (Exception e)
            when (e is IOException or CryptographicException or UnauthorizedAccessException or ArgumentException)
        {
            throw new NodeFolderException($"The key in {file} cannot be read. Bring it back from the backup.", e);
        }
    }
}
