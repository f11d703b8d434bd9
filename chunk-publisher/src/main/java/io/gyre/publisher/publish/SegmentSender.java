package io.gyre.publisher.publish;

import io.gyre.publisher.error.BrokerException;
import io.gyre.publisher.pack.PackedSegment;
import io.gyre.publisher.pack.SegmentSink;
import io.gyre.wire.SegmentRef;
import io.gyre.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Sends a chunk's segments as they are sealed, and learns where they lie. Keeps none of their bytes. */
final class SegmentSender implements SegmentSink {
    private final ChunkTransaction transaction;
    private final String topic;
    private final Bandwidth bandwidth;
    private final Cancellation cancellation;
    private final List<Sent> sent = new ArrayList<>();
    private long waitedNanos;

    /** @param unplaced the segment's entry in the manifest, without its place */
    private record Sent(SegmentRef unplaced, Future<RecordMetadata> place) {}

    SegmentSender(ChunkTransaction transaction, Topics topics, Bandwidth bandwidth, Cancellation cancellation) {
        this.transaction = transaction;
        this.topic = topics.segments().name();
        this.bandwidth = bandwidth;
        this.cancellation = cancellation;
    }

    @Override
    public void take(PackedSegment segment) throws BrokerException {
        cancellation.check();
        long begin = System.nanoTime();
        bandwidth.await(segment.sealed().value().length, () -> {
            cancellation.check();
            transaction.checkTime();
        });
        transaction.checkTime();
        byte[] key = segment.sealed().id().chunk().key().getBytes(StandardCharsets.UTF_8);
        Future<RecordMetadata> place = transaction.send(new ProducerRecord<>(topic, key, segment.sealed().value()));
        if (sent.isEmpty()) {
            // The broker takes the partition into the transaction with the first record, once the transaction before is written out; what
            // overtakes it is refused and sent again.
            transaction.place(place);
        }
        sent.add(new Sent(segment.at(-1, -1), place));
        waitedNanos += System.nanoTime() - begin;
    }

    /** {@return all segments, in order of index}; waits until the broker has them. */
    List<SegmentRef> refs() throws BrokerException {
        long begin = System.nanoTime();
        transaction.flush();
        waitedNanos += System.nanoTime() - begin;
        List<SegmentRef> refs = new ArrayList<>();
        for (Sent segment : sent) {
            RecordMetadata place = transaction.place(segment.place);
            SegmentRef ref = segment.unplaced;
            refs.add(new SegmentRef(ref.chunkId(), ref.index(), place.partition(), place.offset(), ref.rawBytes(),
                    ref.sealedBytes(), ref.sha256(), ref.beginNs(), ref.endNs(), ref.packets(), ref.streams()));
        }
        refs.sort(Comparator.comparingInt(SegmentRef::index));
        return refs;
    }

    /** {@return how long the caller was kept waiting} */
    Duration waited() {
        return Duration.ofNanos(waitedNanos);
    }
}
