package io.gyre.analysis.kernel.io;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.View;
import io.gyre.analysis.kernel.text.Texts;
import io.gyre.analysis.testkit.MergeLaws;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class IoAnalysisTest {
    private static final int READ = 0;
    private static final int SENDTO = 44;
    private static final int FUTEX = 202;
    private static final int VDB = (254 << 20) | 16;

    private final IoAnalysis analysis = new IoAnalysis();

    private static Consumer<IoFold> enter(long at, int tid, int number) {
        return fold -> fold.unknownEntry(at, 0, tid, number, 0, 0, 0);
    }

    private static Consumer<IoFold> leave(long at, int tid, int number, long ret) {
        return fold -> fold.unknownExit(at, 0, tid, number, ret);
    }

    private static Consumer<IoFold> issue(long at, long sector) {
        return fold -> fold.requestIssued(at, VDB, sector);
    }

    private static Consumer<IoFold> complete(long at, long sector, long flags) {
        return fold -> fold.requestCompleted(at, VDB, sector, 8, 0, flags);
    }

    private static Consumer<IoFold> sent(long at, long bytes) {
        return fold -> fold.sent(at, bytes, Texts.of("eth0"));
    }

    private static IoUse fold(List<Consumer<IoFold>> calls) {
        var fold = new IoFold();
        calls.forEach(call -> call.accept(fold));
        return fold.cut(Long.MIN_VALUE, Long.MAX_VALUE);
    }

    private ObjectNode json(View<IoUse> view) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        analysis.json(view, node);
        return node;
    }

    private ObjectNode json(IoUse use) {
        return json(View.whole(analysis, use));
    }

    @Test
    void callsMoveWhatTheyReturn() {
        ObjectNode json = json(fold(List.of(enter(10, 7, READ), leave(15, 7, READ, 4096), enter(20, 7, READ),
                leave(21, 7, READ, -11), enter(30, 8, SENDTO), leave(50, 8, SENDTO, 9000), enter(60, 7, FUTEX),
                leave(70, 7, FUTEX, 1))));
        assertEquals("read 4096 1 2", json.at("/per_call/0/call").asText() + " " + json.at("/per_call/0/bytes")
                + " " + json.at("/per_call/0/failed") + " " + json.at("/per_call/0/count"));
        assertEquals("sendto send 9000", json.at("/per_call/1/call").asText() + " "
                + json.at("/per_call/1/category").asText() + " " + json.at("/per_call/1/bytes"));
        assertEquals(2, json.get("per_call").size());
        assertEquals("{\"tid\":8,\"read_bytes\":0,\"written_bytes\":0,\"received_bytes\":0,\"sent_bytes\":9000,"
                + "\"copied_bytes\":0,\"failed\":0,\"count\":1,\"min_ns\":20,\"mean_ns\":20,\"max_ns\":20,"
                + "\"stdev_ns\":0,\"sum_ns\":20}", json.at("/per_thread/0").toString());
    }

    @Test
    void aProcessMovesWhatItsThreadsMove() {
        IoUse use = fold(List.of(fold -> fold.stateDump(1, 8, 7, Texts.of("worker")),
                fold -> fold.fork(2, 7, 7, Texts.of("server")), enter(10, 7, READ), leave(15, 7, READ, 4096),
                enter(20, 8, READ), leave(22, 8, READ, 100), enter(30, 9, SENDTO), leave(50, 9, SENDTO, 10)));
        ObjectNode json = json(use);
        assertEquals("7 server 4196 2", json.at("/per_process/0/pid") + " "
                + json.at("/per_process/0/process").asText() + " " + json.at("/per_process/0/read_bytes") + " "
                + json.at("/per_process/0/count"));
        assertEquals("9 10", json.at("/per_process/1/pid") + " " + json.at("/per_process/1/sent_bytes"));
        assertEquals(2, json.get("per_process").size());
        assertEquals(4196, json(analysis.merge(fold(List.of(fold -> fold.stateDump(1, 8, 7, Texts.of("worker")))),
                fold(List.of(enter(10, 7, READ), leave(15, 7, READ, 4096), enter(20, 8, READ),
                        leave(22, 8, READ, 100)))))
                .at("/per_process/0/read_bytes").asInt());
    }

    @Test
    void requestsLastFromIssueToCompletion() {
        ObjectNode json = json(fold(List.of(issue(10, 800), issue(11, 900), complete(25, 900, 4), complete(40, 800, 1),
                sent(50, 74), sent(51, 60))));
        assertEquals("254:16", json.at("/per_disk/0/name").asText());
        assertEquals("14 4096", json.at("/per_disk/0/reads/sum_ns") + " " + json.at("/per_disk/0/reads/bytes"));
        assertEquals(30, json.at("/per_disk/0/writes/sum_ns").asInt());
        assertEquals("{\"interface\":\"eth0\",\"sent_packets\":2,\"sent_bytes\":134,\"received_packets\":0,"
                + "\"received_bytes\":0}", json.at("/per_interface/0").toString());
    }

    @Test
    void requestAcrossACutBelongsToTheStretchInWhichItEnds() {
        var left = fold(List.of(issue(10, 800)));
        var right = fold(List.of(complete(40, 800, 1)));
        assertEquals(30, json(new View<>(left, right, 20, 50)).at("/per_disk/0/writes/sum_ns").asInt());
        var gapped = analysis.merge(analysis.merge(left, analysis.gap()), right);
        assertEquals(0, json(gapped).get("per_disk").size());
    }

    @Test
    void cutsChangeNothing() {
        var random = new Random(7);
        var laws = new MergeLaws<>(analysis);
        for (int round = 0; round < 300; round++) {
            var calls = new ArrayList<Consumer<IoFold>>();
            for (int i = 0; i < 60; i++) {
                long at = i * 10L;
                int tid = random.nextInt(4);
                int number = random.nextBoolean() ? READ : SENDTO;
                calls.add(switch (random.nextInt(5)) {
                    case 0 -> enter(at, tid, number);
                    case 1 -> leave(at, tid, number, random.nextInt(3) - 1);
                    case 2 -> issue(at, random.nextInt(3));
                    case 3 -> complete(at, random.nextInt(3), random.nextInt(2));
                    default -> sent(at, random.nextInt(100));
                });
            }
            var pieces = new ArrayList<IoUse>();
            int from = 0;
            while (from < calls.size()) {
                int to = Math.min(calls.size(), from + random.nextInt(12));
                pieces.add(fold(calls.subList(from, to)));
                from = to;
            }
            laws.piecesMakeTheWhole(fold(calls), pieces, random);
            laws.gapsAreAssociative(pieces, random);
        }
    }
}
