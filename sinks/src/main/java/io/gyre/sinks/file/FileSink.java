package io.gyre.sinks.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import io.gyre.sinks.FolderLock;
import io.gyre.sinks.SinkException;
import io.gyre.sinks.TopicFacts;
import io.gyre.sinks.WholeRecords;
import io.gyre.sinks.row.JsonLines;
import io.gyre.sinks.row.Row;
import io.gyre.wire.RecordException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Writes results, alerts, roll-ups and what was set aside into files, each exactly once, as JSON lines, Parquet or both.
 *
 * {@snippet :
 * try (FileSink sink = FileSink.open(FileSinkConfig.of(client, Topics.DEFAULT, Path.of("results")), FileSinkListener.NONE)) {
 *     sink.run();
 * }
 * }
 *
 * Files are {@code <folder>/<analysis>/<topic>-<partition>-<first offset>-<last offset>.<format>}. Where to go on after a stop, of
 * whatever kind, is told by their names: of each partition, the newest file must stay, older ones may go. A write that fails (a full disk, a folder without rights) is tried again until it
 * succeeds or the sink is closed; meanwhile nothing more is read.
 */
public final class FileSink implements AutoCloseable {
    private static final Duration LONGEST_POLL = Duration.ofMillis(500);

    private final FileSinkConfig config;
    private final FileSinkListener listener;
    private final FolderLock lock;
    private final BatchFolder folder;
    private final TopicReader reader;
    private final Map<String, Source.Kind> kinds = new HashMap<>();
    private final WholeRecords whole = new WholeRecords();
    private final Pending pending;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ReentrantLock running = new ReentrantLock();
    private final Map<TopicPartition, Long> nextOffsets = new HashMap<>();
    private boolean closed;
    private long records;
    private long results;
    private long files;
    private long unreadable;
    private long missed;
    private long retries;

    private FileSink(FileSinkConfig config, FileSinkListener listener, FolderLock lock, BatchFolder folder) {
        this.config = config;
        this.listener = listener;
        this.lock = lock;
        this.folder = folder;
        this.pending = new Pending(config.rolling());
        config.sources().forEach(source -> kinds.put(source.topic(), source.kind()));
        this.reader = TopicReader.open(config.client(), topics(config), new TopicReader.Positions() {
            @Override
            public long nextOffset(TopicPartition partition) {
                return folder.nextOffset(partition).orElse(-1L);
            }

            @Override
            public void missed(TopicPartition partition, long fromOffset, long toOffset) {
                missed += toOffset - fromOffset;
                listener.missed(partition, fromOffset, toOffset);
            }
        });
    }

    /** Takes the folder, puts right what an earlier sink left undone, and finds the topics. */
    public static FileSink open(FileSinkConfig config, FileSinkListener listener) throws SinkException {
        if (config.formats().contains(Format.PARQUET)) {
            DuckDb.load();
        }
        FolderLock lock = FolderLock.take(config.folder());
        try {
            BatchFolder folder = openFolder(config.folder());
            TopicIds.check(config.folder(), TopicFacts.idsOf(config.client(), topics(config)), folder.topics());
            return new FileSink(config, listener, lock, folder);
        } catch (SinkException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** Writes what comes until {@link #close()}, which commits what was read. */
    public FileSinkSummary run() throws SinkException {
        running.lock();
        try {
            while (isOpen()) {
                step();
            }
            return flush();
        } finally {
            running.unlock();
        }
    }

    /** Writes and commits everything that the topics hold now. */
    public FileSinkSummary drain() throws SinkException {
        running.lock();
        try {
            return drainTo(reader.endOffsets());
        } finally {
            running.unlock();
        }
    }

    /** Writes and commits everything before the given offsets, waiting for it if need be; {@link #close()} ends the wait. */
    public FileSinkSummary drainTo(Map<TopicPartition, Long> endOffsets) throws SinkException {
        running.lock();
        try {
            reader.endOffsets();
            while (isOpen() && !reader.hasReached(endOffsets)) {
                step();
            }
            return flush();
        } finally {
            running.unlock();
        }
    }

    /** Ends {@link #run()}, waits for its last commit, and leaves the folder to others. May be called by any thread. */
    @Override
    public void close() throws SinkException {
        closing.countDown();
        reader.wakeup();
        running.lock();
        try {
            if (!closed) {
                closed = true;
                reader.close();
                lock.close();
            }
        } finally {
            running.unlock();
        }
    }

    private void step() throws SinkException {
        long wait = pending.nanosUntilDue(LONGEST_POLL.toNanos());
        for (ConsumerRecord<byte[], byte[]> kafkaRecord : reader.poll(Duration.ofNanos(wait))) {
            whole.add(kafkaRecord).forEach(this::take);
            if (pending.isFull()) {
                commit();
            }
        }
        reader.releaseTorn(whole).forEach(this::take);
        if (pending.nanosUntilDue(1) == 0) {
            commit();
        }
    }

    private FileSinkSummary flush() throws SinkException {
        commit();
        return new FileSinkSummary(records, results, files, unreadable, missed, retries, nextOffsets);
    }

    private void take(ConsumerRecord<byte[], byte[]> kafkaRecord) {
        RowReader.Filed row;
        try {
            row = RowReader.read(kinds.getOrDefault(kafkaRecord.topic(), Source.Kind.RESULTS), kafkaRecord);
        } catch (RecordException problem) {
            unreadable++;
            listener.unreadable(RowReader.place(kafkaRecord),
                    problem);
            row = RowReader.unreadable(problem, kafkaRecord);
        }
        pending.add(new TopicPartition(kafkaRecord.topic(), kafkaRecord.partition()), kafkaRecord.offset(), row,
                Math.max(0, kafkaRecord.serializedValueSize()));
    }

    private void commit() throws SinkException {
        for (Pending.Batch batch : pending.batches()) {
            commit(batch);
        }
        pending.clear();
    }

    private void commit(Pending.Batch batch) throws SinkException {
        while (true) {
            try {
                folder.commit(batch.name(), below -> writeBelow(below, batch));
                break;
            } catch (IOException e) {
                SinkException problem = SinkException.writing(config.folder(), e);
                retries++;
                listener.failing(problem, config.retryEvery());
                awaitRetry(problem);
            }
        }
        List<Path> written = new ArrayList<>();
        for (String group : batch.rowsByGroup().keySet()) {
            config.formats().forEach(format -> written.add(folder.place(group, batch.name(), format.extension())));
        }
        BatchName name = batch.name();
        records += batch.records();
        results += kinds.get(name.partition().topic()) == Source.Kind.RESULTS ? batch.records() : 0;
        files += written.size();
        nextOffsets.put(name.partition(), name.lastOffset() + 1);
        listener.committed(name.partition(), name.firstOffset(), name.lastOffset(), batch.records(),
                List.copyOf(written));
    }

    private void writeBelow(Path below, Pending.Batch batch) throws IOException {
        for (Map.Entry<String, List<Row>> group : batch.rowsByGroup().entrySet()) {
            Path groupFolder = Files.createDirectory(below.resolve(group.getKey()));
            for (Format format : config.formats()) {
                Path file = groupFolder.resolve(batch.name() + "." + format.extension());
                switch (format) {
                    case JSON_LINES -> JsonLines.write(file, group.getValue());
                    case PARQUET -> ParquetFile.write(file, group.getValue());
                }
            }
        }
    }

    private void awaitRetry(SinkException problem) throws SinkException {
        try {
            if (closing.await(config.retryEvery().toNanos(), TimeUnit.NANOSECONDS)) {
                throw problem;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw problem;
        }
    }

    private boolean isOpen() {
        return closing.getCount() > 0;
    }

    private static List<String> topics(FileSinkConfig config) {
        return config.sources().stream().map(Source::topic).toList();
    }

    private static BatchFolder openFolder(Path folder) throws SinkException {
        try {
            return BatchFolder.open(folder);
        } catch (IOException e) {
            throw SinkException.writing(folder, e);
        }
    }
}
