namespace Legation.Records.Signing;

/// <summary>What the keys that a node knows say of a record's signature.</summary>
public enum SignatureStanding
{
    /// <summary>A key of its home signed it.</summary>
    Good,

    /// <summary>No key of its home did, though the envelope names one.</summary>
    Bad,

    /// <summary>The envelope names a key that is on no card accepted here: it may be on one that comes later.</summary>
    KeyUnknown,

    /// <summary>The envelope names a key that was revoked.</summary>
    KeyRevoked,
}

/// <summary>Judges signatures by the keys of their homes.</summary>
public static class SignatureJudgement
{
    /// <summary>Judges a record's signature.</summary>
    public static SignatureStanding Judge(this ITrustedKeys keys, SignedRecord record)
    {
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(record);
        var home = record.Header.Home;
        if (record.KeyId is not { } named)
            return SignatureStanding.Bad;
        if (keys.IsRevoked(home, named))
            return SignatureStanding.KeyRevoked;
        if (keys.KeysOf(home).FirstOrDefault(key => key.KeyId == named) is not { } known)
            return SignatureStanding.KeyUnknown;
        return record.IsSignedBy(known) ? SignatureStanding.Good : SignatureStanding.Bad;
    }
}
