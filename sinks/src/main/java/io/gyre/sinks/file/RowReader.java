package io.gyre.sinks.file;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;

import io.gyre.wire.Quarantine;
import io.gyre.wire.LineId;
import io.gyre.wire.RecordException;
import io.gyre.wire.Result;
import io.gyre.wire.avro.WireCodecs;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Turns records of Kafka into rows of files. */
final class RowReader {
    private RowReader() {}

    /** {@return the record as a row of its topic's table} */
    static Row read(Source.Kind kind, ConsumerRecord<byte[], byte[]> kafkaRecord) throws RecordException {
        String resource = resource(kafkaRecord);
        byte[] value = kafkaRecord.value();
        if (value == null) {
            throw new RecordException(RecordException.Kind.CORRUPT, resource, "it has no value");
        }
        return switch (kind) {
            case RESULTS -> result(WireCodecs.RESULT.decode(value, resource), kafkaRecord);
            case QUARANTINE -> quarantine(WireCodecs.QUARANTINE.decode(value, resource), kafkaRecord);
        };
    }

    /** {@return a record that cannot be read, as a row that keeps its bytes} */
    static Row unreadable(RecordException problem, ConsumerRecord<byte[], byte[]> kafkaRecord) {
        return new Row(Table.UNREADABLE, FolderNames.UNREADABLE,
                cells(kafkaRecord, problem.code(), problem.getMessage(),
                        base64(kafkaRecord.key()), base64(kafkaRecord.value())));
    }

    private static Row result(Result result, ConsumerRecord<byte[], byte[]> kafkaRecord) throws RecordException {
        String resource = resource(kafkaRecord);
        LineId line = result.line();
        return new Row(Table.RESULTS, FolderNames.ofAnalysis(result.analysis(), resource),
                cells(kafkaRecord, line.host(), line.session(), line.created(), result.analysis(),
                        (long) result.version(),
                        result.scope().name(), result.chunkId(), result.beginNs(), result.endNs(), result.closing(),
                        result.completeness().lateEvents(), result.completeness().gaps(),
                        result.completeness().discardedEvents(),
                        result.completeness().discardedPackets(), JsonValue.onOneLine(result.json(), resource)));
    }

    private static Row quarantine(Quarantine quarantine, ConsumerRecord<byte[], byte[]> kafkaRecord) {
        LineId line = quarantine.line();
        return new Row(Table.QUARANTINE, FolderNames.QUARANTINE,
                cells(kafkaRecord, quarantine.code(), quarantine.message(),
                        quarantine.stage(), line == null ? null : line.host(), line == null ? null : line.session(),
                        line == null ? null : line.created(), quarantine.chunkId(), quarantine.file(),
                        quarantine.packet(),
                        quarantine.byteOffset(), quarantine.source() == null ? null : quarantine.source().toString(),
                        base64(quarantine.raw()), quarantine.atMs()));
    }

    private static List<@Nullable Object> cells(ConsumerRecord<byte[], byte[]> kafkaRecord, @Nullable Object... own) {
        @Nullable
        Object[] all = Arrays.copyOf(own, own.length + 2);
        all[own.length] = (long) kafkaRecord.partition();
        all[own.length + 1] = kafkaRecord.offset();
        return Arrays.asList(all);
    }

    private static String resource(ConsumerRecord<byte[], byte[]> kafkaRecord) {
        return kafkaRecord.topic() + "-" + kafkaRecord.partition() + "@" + kafkaRecord.offset();
    }

    private static @Nullable String base64(byte @Nullable [] bytes) {
        return bytes == null ? null : Base64.getEncoder().encodeToString(bytes);
    }
}
