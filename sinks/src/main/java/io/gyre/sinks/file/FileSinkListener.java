package io.gyre.sinks.file;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.gyre.sinks.SinkException;
import io.gyre.wire.RecordRef;
import io.gyre.wire.WireException;
import org.apache.kafka.common.TopicPartition;

/** Hears what a file sink does, on the sink's thread. */
public interface FileSinkListener {
    /** Hears nothing. */
    FileSinkListener NONE = new FileSinkListener() {
    };

    /** Records {@code firstOffset} to {@code lastOffset} of a partition are in files, for good. */
    default void committed(TopicPartition partition, long firstOffset, long lastOffset, int records,
            List<Path> files) {}

    /** Writing failed; nothing is lost, and after {@code wait} the same batch is tried again. */
    default void failing(SinkException problem, Duration wait) {}

    /** A record could not be read; it is kept as it is, in the folder {@value FolderNames#UNREADABLE}. */
    default void unreadable(RecordRef kafkaRecord, WireException problem) {}

    /** Kafka deleted records, by retention, before the sink could read them: those from one offset to before another. */
    default void missed(TopicPartition partition, long fromOffset, long toOffset) {}
}
