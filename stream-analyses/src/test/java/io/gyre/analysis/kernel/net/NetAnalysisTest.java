package io.gyre.analysis.kernel.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.Detail;
import io.gyre.analysis.Threads;
import io.gyre.analysis.View;
import io.gyre.analysis.kernel.Pieces;
import io.gyre.analysis.kernel.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class NetAnalysisTest {
    private static final int BUSY = 16;

    private final NetAnalysis analysis = new NetAnalysis();

    private static Consumer<NetFold> queue(long at, int tid, long packet, long bytes, int family) {
        return fold -> fold.queued(at, 0, tid, packet, bytes, Texts.of("eth0"), family);
    }

    private static Consumer<NetFold> send(long at, int tid, long packet, long bytes, int error) {
        return fold -> fold.sent(at, 0, tid, packet, bytes, Texts.of("eth0"), error);
    }

    private static Consumer<NetFold> receive(long at, long bytes, String name) {
        return fold -> fold.received(at, bytes, Texts.of(name), 2);
    }

    private static NetUse fold(List<Consumer<NetFold>> calls) {
        return Pieces.fold(NetFold::new, calls);
    }

    @Test
    void packetsWaitFromQueueToDriver() {
        ObjectNode json = Pieces.json(analysis, fold(List.of(queue(10, 7, 0xA, 74, 1), queue(12, 8, 0xB, 60, 2),
                send(15, 7, 0xA, 74, 0), send(16, 8, 0xB, 60, BUSY), send(26, 8, 0xB, 60, 0), receive(30, 100, "lo"),
                fold -> fold.polled(31, Texts.of("eth0"), 3))));
        assertEquals("{\"interface\":\"eth0\",\"queued_packets\":2,\"queued_bytes\":134,\"queued_ipv4\":1,"
                + "\"queued_ipv6\":1,\"sent_packets\":2,\"sent_bytes\":134,\"errors\":1,\"received_packets\":0,"
                + "\"received_bytes\":0,\"received_ipv4\":0,\"received_ipv6\":0,\"polls\":1,\"polled_packets\":3",
                json.at("/per_interface/0").toString().replaceFirst(",\"wait.*", ""));
        assertEquals("2 5 14 19", json.at("/per_interface/0/wait/count") + " " + json.at("/per_interface/0/wait/min_ns")
                + " " + json.at("/per_interface/0/wait/max_ns") + " " + json.at("/per_interface/0/wait/sum_ns"));
        assertEquals("lo 1 100 1", json.at("/per_interface/1/interface").asText() + " "
                + json.at("/per_interface/1/received_packets") + " " + json.at("/per_interface/1/received_bytes") + " "
                + json.at("/per_interface/1/received_ipv6"));
        assertEquals("[{\"tid\":7,\"queued_packets\":1,\"queued_bytes\":74},{\"tid\":8,\"queued_packets\":1,"
                + "\"queued_bytes\":60}]", json.get("per_thread").toString());
    }

    @Test
    void packetsCountForTheProtocolInThem() {
        NetUse use = fold(List.of(queue(10, 7, 0xA, 74, 1), fold -> fold.protocol(6), receive(12, 60, "eth0"),
                fold -> fold.protocol(6), receive(13, 50, "eth0"), fold -> fold.protocol(58),
                receive(14, 40, "eth0"), fold -> fold.protocol(132), receive(15, 30, "eth0")));
        assertEquals("[{\"protocol\":\"tcp\",\"queued_packets\":1,\"queued_bytes\":74,\"received_packets\":1,"
                + "\"received_bytes\":60},{\"protocol\":\"icmp\",\"queued_packets\":0,\"queued_bytes\":0,"
                + "\"received_packets\":1,\"received_bytes\":50},{\"protocol\":\"other\",\"queued_packets\":0,"
                + "\"queued_bytes\":0,\"received_packets\":1,\"received_bytes\":40}]",
                Pieces.json(analysis, use).at("/per_interface/0/protocols").toString());
    }

    @Test
    void wantedSendersAreShownAlone() {
        NetUse use = fold(List.of(queue(10, 7, 0xA, 74, 1), queue(12, 8, 0xB, 60, 2), send(15, 7, 0xA, 74, 0)));
        String text = analysis.text(View.whole(analysis, use), new Detail(10, new Threads(Set.of(8), List.of())));
        assertEquals(List.of("packets queued bytes queued thread", "1 60 ? (8)"),
                text.lines().map(line -> line.strip().replaceAll(" +", " ")).toList());
    }

    @Test
    void aPacketAcrossACutBelongsToTheStretchInWhichItIsSent() {
        NetUse left = fold(List.of(queue(10, 7, 0xA, 74, 1)));
        NetUse right = fold(List.of(send(40, 7, 0xA, 74, 0)));
        assertEquals(30,
                Pieces.json(analysis, new View<>(left, right, 20, 50)).at("/per_interface/0/wait/sum_ns").asInt());
        NetUse gapped = analysis.merge(analysis.merge(left, analysis.gap()), right);
        assertEquals(0, Pieces.json(analysis, gapped).at("/per_interface/0/wait/count").asInt());
    }

    @Test
    void cutsChangeNothing() {
        var random = new Random(8);
        for (int round = 0; round < 300; round++) {
            var calls = new ArrayList<Consumer<NetFold>>();
            for (int i = 0; i < 60; i++) {
                long at = i * 10L;
                int cpu = random.nextInt(2);
                int tid = random.nextInt(3);
                long packet = random.nextInt(3);
                int bytes = random.nextInt(100);
                calls.add(switch (random.nextInt(6)) {
                    case 0, 1 -> fold -> fold.queued(at, cpu, 0, packet, bytes, Texts.of("eth" + cpu), 1);
                    case 2, 3 -> send(at, tid, packet, bytes, bytes % 5 == 0 ? BUSY : 0);
                    case 4 -> receive(at, bytes, "lo");
                    default -> fold -> fold.schedSwitch(at, cpu, Texts.of("a"), tid, Texts.of("b"), tid + 1, 20);
                });
            }
            Pieces.check(analysis, NetFold::new, calls, random);
        }
    }
}
