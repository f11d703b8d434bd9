package io.gyre.cli;

import io.gyre.sinks.SinkException;
import io.gyre.sinks.file.FileSinkListener;
import io.gyre.sinks.topic.TopicSinkListener;
import io.gyre.wire.RecordRef;
import io.gyre.wire.WireException;
import java.time.Duration;
import org.apache.kafka.common.TopicPartition;

/** Says on stderr what a sink could not do. */
final class SinkReport implements FileSinkListener, TopicSinkListener {
    private final Console console;

    SinkReport(Console console) {
        this.console = console;
    }

    @Override
    public void failing(SinkException problem, Duration wait) {
        console.problem(problem.getMessage() + " (nothing is lost; trying again in " + wait.toSeconds() + " s)");
    }

    @Override
    public void unreadable(RecordRef kafkaRecord, WireException problem) {
        console.problem(problem.getMessage() + " (kept as it is, in the folder unreadable)");
    }

    @Override
    public void setAside(RecordRef result, String code, String message) {
        console.problem(result + " goes to the quarantine: " + message + " (code " + code + ")");
    }

    @Override
    public void missed(TopicPartition partition, long fromOffset, long toOffset) {
        console.problem("Kafka deleted " + partition + " from offset " + fromOffset + " to " + toOffset
                + " before they were read (lengthen the topic's retention)");
    }
}
