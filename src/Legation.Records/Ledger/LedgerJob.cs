namespace Legation.Records;

/// <summary>A piece of work in the writer's queue.</summary>
internal abstract class LedgerJob
{
    public abstract void Run(LedgerTransaction transaction);

    public abstract void Succeed();

    public abstract void Fail(Exception exception);
}

/// <inheritdoc/>
internal sealed class LedgerJob<T>(Func<LedgerTransaction, T> work) : LedgerJob
{
    private readonly TaskCompletionSource<T> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? result;

    public Task<T> Task => done.Task;

    public override void Run(LedgerTransaction transaction) => result = work(transaction);

    public override void Succeed() => done.SetResult(result!);

    public override void Fail(Exception exception) => done.SetException(exception);
}
