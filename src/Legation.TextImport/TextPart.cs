namespace Legation.TextImport;

/// <summary>What a text from elsewhere may have that Markdown has not, or that has no place in a dispatch.</summary>
public enum TextPart
{
    /// <summary>Pictures and drawings.</summary>
    Picture,

    /// <summary>Remarks of a reviewer.</summary>
    Comment,

    /// <summary>What was deleted or inserted while changes were tracked; the text is taken as accepted.</summary>
    TrackedChange,

    /// <summary>Text that its author's program does not show.</summary>
    HiddenText,

    /// <summary>Cells that reach over several rows or columns.</summary>
    MergedCell,

    /// <summary>Tables within a cell.</summary>
    NestedTable,

    /// <summary>Several lines in one cell.</summary>
    CellLine,

    /// <summary>Links whose address is not http, https or mailto.</summary>
    Link,

    /// <summary>Bold or italic where Markdown cannot write it.</summary>
    Emphasis,

    /// <summary>Text that was struck through; its words are taken.</summary>
    StruckText,

    /// <summary>Formulas; their words are taken.</summary>
    Formula,

    /// <summary>Boxes of text beside the text; they follow the paragraph at which they stood.</summary>
    TextBox,

    /// <summary>What stands at the head and the foot of pages.</summary>
    PageHead,

    /// <summary>Films, sounds, other pages, objects of other programs.</summary>
    Embedded,

    /// <summary>Fields of a form.</summary>
    FormField,

    /// <summary>Signs of a font of its own, such as Wingdings.</summary>
    Symbol,

    /// <summary>Signs that turn the direction of writing.</summary>
    DirectionMark,

    /// <summary>Signs that no text shows.</summary>
    ControlSign,

    /// <summary>Programs within a page.</summary>
    Script,

    /// <summary>Programs within a Word file.</summary>
    Macro,

    /// <summary>The end of a subject that is too long.</summary>
    LongSubject,

    /// <summary>Addressees beyond those that are named.</summary>
    Addressee,

    /// <summary>Signatures of a mail; none is checked.</summary>
    Signature,

    /// <summary>Parts of a mail that only its addressee can open.</summary>
    Encrypted,

    /// <summary>Outlook's own form of a mail, winmail.dat.</summary>
    OutlookForm,

    /// <summary>Files of a mail in which there is nothing.</summary>
    EmptyFile,
}
