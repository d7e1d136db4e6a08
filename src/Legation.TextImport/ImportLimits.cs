namespace Legation.TextImport;

/// <summary>How much of a text from elsewhere is read. A report of some hundred pages keeps them all.</summary>
public static class ImportLimits
{
    /// <summary>Characters of HTML: Word writes some twenty for each of the text.</summary>
    public const int MostHtml = 8_000_000;

    /// <summary>Bytes of a .docx with its pictures, which are not read.</summary>
    public const int MostFile = 32_000_000;

    /// <summary>Bytes of one part of a .docx when it is unpacked.</summary>
    public const int MostUnpacked = 24_000_000;

    /// <summary>Entries of a .docx.</summary>
    public const int MostEntries = 5_000;

    /// <summary>How many times as long a part may become when it is unpacked. Word's own become some twenty times as long.</summary>
    public const int MostRatio = 200;

    /// <summary>Unpacked bytes up to which the ratio is not looked at: short parts repeat themselves.</summary>
    public const int AlwaysUnpacked = 1_000_000;

    /// <summary>Elements of a page or of one part of a .docx.</summary>
    public const int MostElements = 500_000;

    /// <summary>Elements within one another.</summary>
    public const int MostDepth = 200;

    /// <summary>Cells of one table, those that are empty included.</summary>
    public const int MostCells = 50_000;

    /// <summary>Columns of a table.</summary>
    public const int MostColumns = 100;

    /// <summary>Characters of the Markdown; a dispatch has no more.</summary>
    public const int MostText = 1_000_000;

    /// <summary>Characters of the subject that is made of a mail's; a dispatch has no more.</summary>
    public const int LongestSubject = 300;

    /// <summary>Parts of a mail, and addressees of which each is looked at.</summary>
    public const int MostMailEntities = 500;

    /// <summary>Parts of a mail within one another.</summary>
    public const int MostMailDepth = 20;

    /// <summary>Addressees of a mail that the head of its text names.</summary>
    internal const int MostMailNames = 20;

    /// <summary>Characters of one of them.</summary>
    internal const int LongestMailName = 200;

    /// <summary>Characters of a subject, where the head of the text repeats it because it is too long for one.</summary>
    internal const int LongestMailLine = 2_000;

    /// <summary>How long the reading and writing of one text may take.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(8);

    /// <summary>Levels of lists within one another; deeper ones are written at the last.</summary>
    internal const int MostLevels = 9;

    /// <summary>Characters of the address of a link.</summary>
    internal const int LongestAddress = 2_000;
}
