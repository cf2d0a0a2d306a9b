using Npgsql;

namespace Gis.Importer.Commands;

/// <summary>Says where room is missing and what to free.</summary>
internal static class DiskRoom
{
    /// <summary>The sentence for the folder of temporary files, the only place where the importer itself writes much.</summary>
    public static string OfFiles(IOException error) =>
        $"ディスクがいっぱいで書き込めません（{error.Message}）。何も変更していません。作業用フォルダー {Path.GetTempPath()} のあるディスクを空けるか、環境変数 TMPDIR で空きのある場所を指定して、もう一度実行してください。";

    /// <summary>The sentence for the database's disk.</summary>
    public static string OfDatabase(PostgresException error) =>
        $"データベースのディスクがいっぱいです（{error.MessageText}）。何も変更していません。データベースの置き場所（--home の cluster フォルダー、または表領域）のあるディスクの不要なファイルを消して空け、もう一度実行してください。";
}
