package io.gyre.allinone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.analysis.LocalReport;
import io.gyre.analysis.Slices;
import io.gyre.analysis.fleet.FleetReport;
import io.gyre.analysis.fleet.FleetReport.Fleet;
import io.gyre.chunk.Archives;
import io.gyre.chunk.SessionLine;
import io.gyre.cli.SampleFleet;
import io.gyre.publisher.Closing;
import io.gyre.publisher.PublishListener;
import io.gyre.publisher.Publisher;
import io.gyre.wire.FleetResult;
import io.gyre.wire.FleetSlice;
import io.gyre.wire.avro.WireCodecs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies on {@code gyre.fleet} when the sample fleet has been published, beside {@code gyre report --fleet} of the same folders. */
class FleetRollupsTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir
    static Path folder;

    @Test
    void everySliceIsThatOfAReport() throws Exception {
        List<Path> recordings = SampleFleet.unpack(folder.resolve("samples"));
        Map<String, String> expected = report(recordings);
        assertTrue(expected.size() > 20, expected.keySet()::toString);
        try (AllInOne all = AllInOne.start(AllInOneOptions.of(new Home(folder.resolve("home"))))) {
            try (var publisher = new Publisher(all.publisher().closing(Closing.ALWAYS).build(), PublishListener.NONE)) {
                assertTrue(publisher.publishOnce(recordings).complete());
            }
            assertEquals(expected, await(all, expected));
        }
    }

    private static Map<String, String> report(List<Path> recordings) throws Exception {
        var report = new FleetReport();
        var local = new LocalReport(AllInOneOptions.of(new Home(folder)).analyses(), Slices.seconds());
        for (SessionLine line : Archives.find(recordings)) {
            report.line(local.of(line, report::slice));
        }
        SortedMap<String, Fleet> fleets = report.fleets();
        var slices = new TreeMap<String, String>();
        fleets.values().forEach(fleet -> fleet.slices().forEach(slice -> slices.put(
                new FleetSlice(slice.analysis(), slice.beginNs(), slice.endNs()).key(), slice.json().toString())));
        return slices;
    }

    /** {@return the last roll-up of each slice}, waited for until they are as expected or the time is over. */
    private static Map<String, String> await(AllInOne all, Map<String, String> expected) throws Exception {
        var config = new HashMap<>(all.client());
        config.put("isolation.level", "read_committed");
        var last = new TreeMap<String, String>();
        try (var consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(all.options().topics().fleet().name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition())).toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long deadline = System.nanoTime() + LIMIT.toNanos();
            while (!last.equals(expected) && System.nanoTime() < deadline) {
                for (ConsumerRecord<byte[], byte[]> message : consumer.poll(Duration.ofMillis(200))) {
                    FleetResult rollup = WireCodecs.FLEET_RESULT.decode(message.value(), "fleet");
                    last.put(rollup.slice().key(), rollup.json());
                }
            }
        }
        return last;
    }
}
