package io.gyre.sinks.file;

import io.gyre.sinks.row.Row;
import io.gyre.sinks.row.Rows;
import io.gyre.wire.RecordException;
import io.gyre.wire.RecordRef;
import io.gyre.wire.Result;
import io.gyre.wire.avro.WireCodecs;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Turns records of Kafka into rows, and says which folder each belongs to. */
final class RowReader {
    /** A row and the name of its folder. */
    record Filed(String group, Row row) {}

    private RowReader() {}

    /** {@return the record as a row of its topic's table} */
    static Filed read(Source.Kind kind, ConsumerRecord<byte[], byte[]> kafkaRecord) throws RecordException {
        RecordRef place = place(kafkaRecord);
        byte[] value = kafkaRecord.value();
        if (value == null) {
            throw new RecordException(RecordException.Kind.CORRUPT, place.toString(), "it has no value");
        }
        return switch (kind) {
            case RESULTS -> {
                Result result = WireCodecs.RESULT.decode(value, place.toString());
                yield new Filed(FolderNames.ofAnalysis(result.analysis(), place.toString()), Rows.of(result, place));
            }
            case QUARANTINE -> new Filed(FolderNames.QUARANTINE,
                    Rows.of(WireCodecs.QUARANTINE.decode(value, place.toString()), place));
            case ALERTS -> new Filed(FolderNames.ALERTS,
                    Rows.of(WireCodecs.ALERT.decode(value, place.toString()), place));
            case FLEET -> new Filed(FolderNames.FLEET,
                    Rows.of(WireCodecs.FLEET_RESULT.decode(value, place.toString()), place));
        };
    }

    /** {@return a record that cannot be read, as a row that keeps its bytes} */
    static Filed unreadable(RecordException problem, ConsumerRecord<byte[], byte[]> kafkaRecord) {
        return new Filed(FolderNames.UNREADABLE,
                Rows.unreadable(problem, kafkaRecord.key(), kafkaRecord.value(), place(kafkaRecord)));
    }

    static RecordRef place(ConsumerRecord<byte[], byte[]> kafkaRecord) {
        return new RecordRef(kafkaRecord.topic(), kafkaRecord.partition(), kafkaRecord.offset());
    }
}
