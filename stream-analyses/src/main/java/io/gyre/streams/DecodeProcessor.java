package io.gyre.streams;

import io.gyre.analysis.line.WindowPartials;
import io.gyre.ctf.CtfException;
import io.gyre.streams.decode.DecodedWindow;
import io.gyre.streams.decode.Finding;
import io.gyre.streams.decode.SegmentFetcher;
import io.gyre.streams.decode.WindowDecoder;
import io.gyre.streams.decode.WindowRecords;
import io.gyre.wire.Partial;
import io.gyre.wire.Quarantine;
import io.gyre.wire.RecordException;
import io.gyre.wire.WorkItem;
import io.gyre.wire.avro.WireCodecs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** DECODE: work items in, partials out. Keeps nothing between two items. */
final class DecodeProcessor implements Processor<byte[], byte[], byte[], byte[]> {
    private final WindowDecoder decoder;
    private final WindowRecords records;
    private final Supplier<SegmentFetcher> fetchers;
    private @Nullable SegmentFetcher fetcher;
    private @Nullable Outbox outbox;

    DecodeProcessor(WindowDecoder decoder, WindowRecords records, Supplier<SegmentFetcher> fetchers) {
        this.decoder = decoder;
        this.records = records;
        this.fetchers = fetchers;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        outbox = new Outbox(context, "decode", GyreTopology.PARTIALS_SINK, GyreTopology.DECODE_QUARANTINE);
    }

    @Override
    public void process(Record<byte[], byte[]> message) {
        Outbox out = Objects.requireNonNull(outbox);
        WorkItem item;
        try {
            item = WireCodecs.WORK_ITEM.decode(message.value() == null ? new byte[0] : message.value(),
                    out.sourceName());
        } catch (RecordException e) {
            out.quarantine(e.code(), String.valueOf(e.getMessage()), null, null, message.value());
            return;
        }
        Decoded window = decode(item);
        window.values().forEach(value -> out.send(item.line().key(), value));
        for (Finding found : window.findings()) {
            out.quarantine(new Quarantine(found.code(), Outbox.cut(found.message()), out.stage(), item.line(),
                    found.chunkId(), found.file(), found.packet(), found.byteOffset(), item.manifest(), null,
                    System.currentTimeMillis()));
        }
    }

    /** A window as values for the stitcher, and what was bad in it. */
    private record Decoded(List<byte[]> values, List<Finding> findings) {}

    private Decoded decode(WorkItem item) {
        try {
            if (fetcher == null) {
                fetcher = fetchers.get();
            }
            DecodedWindow window = decoder.decode(item, fetcher);
            // An analysis may fail in this, too.
            return new Decoded(encode(item, window.partials()), window.findings());
        } catch (IOException e) {
            // The broker is away: not the item's fault. The thread ends, another one tries again.
            throw new KafkaException(item.chunk() + " cannot be decoded now", e);
        } catch (CtfException | RuntimeException | StackOverflowError e) {
            var finding = new Finding("decode-failed", item.chunk() + " cannot be decoded: " + e, item.chunkId(), null,
                    null, null);
            return new Decoded(encode(item, null), List.of(finding));
        }
    }

    private List<byte[]> encode(WorkItem item, @Nullable WindowPartials partials) {
        var values = new ArrayList<byte[]>();
        for (Partial partial : records.of(item, partials)) {
            values.add(WireCodecs.PARTIAL.encode(partial));
        }
        return values;
    }

    @Override
    public void close() {
        if (fetcher != null) {
            fetcher.close();
            fetcher = null;
        }
    }
}
