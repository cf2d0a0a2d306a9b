using System.Globalization;

namespace Gis.Launcher.Clusters;

/// <summary>The two configuration files of the private cluster that are ours.</summary>
internal static class ClusterSettings
{
    /// <summary>Read after PostgreSQL's own file; written anew at every start.</summary>
    public const string FileName = "gis.conf";

    /// <summary>
    /// Who may connect: over the loopback interface, with a password, and nobody in any other way. There is no <c>trust</c> and no
    /// <c>peer</c> line: another user of this machine must not get in.
    /// </summary>
    public const string HostRules =
        """
        # Written by the launcher: local connections over TCP with a password, nothing else.
        # TYPE  DATABASE  USER  ADDRESS       METHOD
        host    all       all   127.0.0.1/32  scram-sha-256

        """;

    /// <summary>The server's settings.</summary>
    /// <param name="port">The TCP port, on the loopback address only.</param>
    /// <param name="throwAway">True for test clusters, which need not survive a power cut.</param>
    public static string Server(int port, bool throwAway)
    {
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"""
            # Written by the launcher at every start; put your own settings into postgresql.auto.conf (ALTER SYSTEM).
            listen_addresses = '127.0.0.1'
            port = {port}
            # No socket file: its path may hold 107 bytes only, and the folder of this installation may be longer.
            unix_socket_directories = ''
            password_encryption = scram-sha-256
            max_connections = {(throwAway ? 200 : 80)}
            shared_buffers = {SharedBuffersMegabytes(throwAway)}MB
            work_mem = 16MB
            maintenance_work_mem = 128MB
            max_wal_size = 2GB
            # The method that costs least: a bulk load writes whole index pages.
            wal_compression = lz4
            random_page_cost = 1.1
            # Map queries are many and short: compiling them costs more than it saves.
            jit = off
            max_parallel_workers_per_gather = 2
            # Statements and row values may hold names of owners: the log says what failed, not with which values.
            log_min_error_statement = panic
            log_error_verbosity = terse
            log_parameter_max_length_on_error = 0
            log_statement = none

            """);
        return throwAway
            ? text + "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\nautovacuum_naptime = 10s\n"
            : text;
    }

    private static long SharedBuffersMegabytes(bool throwAway)
    {
        // An eighth of the memory: the rest is for the importer, the map servers and the file cache.
        var megabytes = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (8 * 1024 * 1024);
        return Math.Clamp(megabytes, 64, throwAway ? 256 : 1024);
    }
}
