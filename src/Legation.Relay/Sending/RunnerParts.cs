using Legation.Labels;
using Legation.Records.Attachments;
using Legation.Records.Storage;
using Microsoft.Extensions.Logging;

namespace Legation.Relay;

/// <summary>What every link of a node uses.</summary>
internal sealed record RunnerParts(
    RelayOptions Options,
    INodeKeys Keys,
    Ledger Ledger,
    IRecordStore Store,
    KnownNodes Nodes,
    Routes Routes,
    Outbox Outbox,
    NonDeliveryWriter NonDeliveries,
    ExpiryClock Expiry,
    AcceptedPolicies Policies,
    AttachmentFiles Attachments,
    ProvenAttachments Proven,
    Heads Heads,
    PeerWatch Watch,
    TimeProvider Clock,
    ILogger<LinkRunner> Log
);
