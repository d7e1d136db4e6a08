namespace Legation.Records;

/// <summary>What a module brings to a node's ledger.</summary>
/// <param name="Name">Name of the module, stable.</param>
/// <param name="Kinds">Its kinds of records.</param>
/// <param name="Projections">SQL that makes its projection tables; a changed script rebuilds them. Null: it has none.</param>
/// <param name="State">Numbered scripts of its node state; only ever appended to.</param>
public sealed record ModuleDefinition(
    string Name,
    IReadOnlyList<RecordKind> Kinds,
    string? Projections = null,
    IReadOnlyList<string>? State = null
);
