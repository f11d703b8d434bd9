package io.gyre.sinks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.gyre.wire.LineId;
import io.gyre.wire.RecordException;
import io.gyre.wire.RecordRef;
import io.gyre.wire.Result;
import io.gyre.wire.avro.WireCodecs;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The latest result about each whole session line, by analysis: what a summary shows. Results of a line lie in one partition, in order,
 * so that the last one seen is the latest. Not thread-safe.
 */
public final class FinalResults {
    private record Key(String analysis, LineId line) {}

    private final Map<Key, Result> latest = new HashMap<>();

    /** {@return what the results topic holds now}; records that cannot be read are passed over, sinks report them */
    public static List<Result> read(Map<String, Object> client, String resultsTopic) throws SinkException {
        FinalResults results = new FinalResults();
        WholeRecords whole = new WholeRecords();
        try (TopicScan scan = TopicScan.open(client, resultsTopic)) {
            for (Optional<ConsumerRecord<byte[], byte[]>> next = scan.next(); next.isPresent(); next = scan.next()) {
                whole.add(next.get()).forEach(results::offer);
            }
        }
        return results.all();
    }

    /** Takes a result, in the order of its partition. */
    public void offer(Result result) {
        switch (result.scope()) {
            case LINE -> latest.put(new Key(result.analysis(), result.line()), result);
            case SLICE, WINDOW -> {
            }
        }
    }

    /** {@return the latest of each}, in the order of analysis, then of line */
    public List<Result> all() {
        List<Result> all = new ArrayList<>(latest.values());
        all.sort(Comparator.comparing(Result::analysis).thenComparing(Result::line));
        return all;
    }

    private void offer(ConsumerRecord<byte[], byte[]> kafkaRecord) {
        RecordRef place = new RecordRef(kafkaRecord.topic(), kafkaRecord.partition(), kafkaRecord.offset());
        if (kafkaRecord.value() == null) {
            return;
        }
        try {
            offer(WireCodecs.RESULT.decode(kafkaRecord.value(), place.toString()));
        } catch (RecordException reportedBySinks) {
            return;
        }
    }
}
