using Microsoft.Extensions.Logging;

namespace Legation.Relay;

internal static partial class RelayLog
{
    [LoggerMessage(2001, LogLevel.Information, "Link to {Peer} started, {Unreceipted} batches without receipt")]
    public static partial void LinkStarted(ILogger log, RecordId peer, int unreceipted);

    [LoggerMessage(2002, LogLevel.Debug, "Link to {Peer}: {Trouble}, {Why}")]
    public static partial void LinkFailed(ILogger log, RecordId peer, Trouble trouble, string why);

    [LoggerMessage(2003, LogLevel.Error, "Link to {Peer}: work on this node's own store failed")]
    public static partial void OwnStoreFailed(ILogger log, RecordId peer, Exception exception);

    [LoggerMessage(2004, LogLevel.Warning, "Link to {Peer}: a receipt is not by the peer or does not fit its batch")]
    public static partial void ReceiptWrong(ILogger log, RecordId peer);

    [LoggerMessage(2008, LogLevel.Warning, "What {Peer} says of itself is not by it, or not for this node")]
    public static partial void HeadWrong(ILogger log, RecordId peer);

    [LoggerMessage(2005, LogLevel.Critical, "Link to {Peer} has stopped until this node is started again")]
    public static partial void LinkStopped(ILogger log, RecordId peer, Exception exception);

    [LoggerMessage(2006, LogLevel.Warning, "Link to {Peer}: an attachment is not taken, {Why}")]
    public static partial void PieceRefused(ILogger log, RecordId peer, string why);

    [LoggerMessage(2007, LogLevel.Debug, "Nothing can be fetched from {Peer}: {Trouble}, {Why}")]
    public static partial void PollFailed(ILogger log, RecordId peer, Trouble trouble, string why);

    [LoggerMessage(2010, LogLevel.Warning, "A batch from {Peer} was refused: {Code}")]
    public static partial void BatchRefused(ILogger log, RecordId peer, string code);

    [LoggerMessage(2011, LogLevel.Error, "A batch from {Peer} could not be stored")]
    public static partial void IntakeFailed(ILogger log, RecordId peer, Exception exception);

    [LoggerMessage(2013, LogLevel.Warning, "A piece of an attachment from {Peer} was refused: {Code}")]
    public static partial void PieceNotTaken(ILogger log, RecordId peer, string code);

    [LoggerMessage(2012, LogLevel.Error, "Records that were here before could not be offered to a link")]
    public static partial void BackfillFailed(ILogger log, Exception exception);

    [LoggerMessage(2042, LogLevel.Error, "What has expired could not be given up; it is tried again.")]
    public static partial void ExpiryFailed(ILogger log, Exception trouble);

    [LoggerMessage(2014, LogLevel.Error, "New keys could not be brought into use; it is tried again")]
    public static partial void KeyChangeFailed(ILogger log, Exception exception);
}
