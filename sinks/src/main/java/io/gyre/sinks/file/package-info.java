/**
 * The file sink: results as JSON lines and Parquet, each exactly once.
 *
 * {@snippet :
 * FileSinkConfig config = FileSinkConfig.of(client, Topics.DEFAULT, Path.of("results"));
 * try (FileSink sink = FileSink.open(config, FileSinkListener.NONE)) {
 *     sink.run(); // until close(), or drain() for what the topics hold now
 * }
 * }
 *
 * A record's way: {@link io.gyre.sinks.file.TopicReader} reads it, {@link io.gyre.sinks.file.RowReader} makes it a
 * {@link io.gyre.sinks.row.Row}, {@link io.gyre.sinks.file.Pending} gathers rows into batches, {@link io.gyre.sinks.row.JsonLines} and
 * {@link io.gyre.sinks.file.ParquetFile} write a batch, {@link io.gyre.sinks.file.BatchFolder} commits it. The last is where exactly-once is
 * decided; its comment shows how.
 */
@NullMarked
package io.gyre.sinks.file;

import org.jspecify.annotations.NullMarked;
