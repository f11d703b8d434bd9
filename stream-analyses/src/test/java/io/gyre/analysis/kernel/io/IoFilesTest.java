package io.gyre.analysis.kernel.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.gyre.analysis.View;
import io.gyre.analysis.kernel.Pieces;
import io.gyre.analysis.kernel.text.Texts;
import io.gyre.analysis.testkit.MergeLaws;
import io.gyre.ctf.bind.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.StringJoiner;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What descriptors mean. */
class IoFilesTest {
    private static final int READ = 0;
    private static final int OPENAT = 257;
    private static final int CLOSE = 3;
    private static final int DUP2 = 33;
    private static final int FCNTL = 72;
    private static final int PIPE2 = 293;
    private static final int CLONE = 56;
    private static final int SPLICE = 275;
    private static final int SOCKET = 41;
    private static final int CLOSE_RANGE = 436;
    private static final int O_CLOEXEC = 0x8_0000;
    private static final int CLONE_FILES = 0x400;
    private static final int HERE = -100;

    private final IoAnalysis analysis = new IoAnalysis();

    private static Consumer<IoFold> enter(long at, int tid, int number, long first, long second, long third) {
        return fold -> fold.unknownEntry(at, 0, tid, number, first, second, third);
    }

    private static Consumer<IoFold> leave(long at, int tid, int number, long ret) {
        return fold -> fold.unknownExit(at, 0, tid, number, ret);
    }

    private static List<Consumer<IoFold>> call(long at, int tid, int number, long first, long second, long third,
            long ret) {
        return List.of(enter(at, tid, number, first, second, third), leave(at + 5, tid, number, ret));
    }

    private static List<Consumer<IoFold>> open(long at, int tid, String name, int directory, int flags, int fd) {
        return List.of(enter(at, tid, OPENAT, 0, 0, 0), fold -> fold.opensAt(at, directory, Texts.of(name), flags),
                leave(at + 5, tid, OPENAT, fd));
    }

    private static List<Consumer<IoFold>> read(long at, int tid, int fd, int bytes) {
        return call(at, tid, READ, fd, 0, 0, bytes);
    }

    private static Consumer<IoFold> forked(long at, int parent, int child, int childPid) {
        return fold -> fold.forked(at, 0, parent, 7, childPid, child);
    }

    private static List<Consumer<IoFold>> told(long at, int tid, long table, int fd, String name, int flags) {
        return List.of(fold -> fold.task(at, tid, tid, table),
                fold -> fold.told(at, tid, table, fd, flags, Texts.of(name)));
    }

    @SafeVarargs
    private static List<Consumer<IoFold>> all(List<Consumer<IoFold>>... parts) {
        var all = new ArrayList<Consumer<IoFold>>();
        for (List<Consumer<IoFold>> part : parts) {
            all.addAll(part);
        }
        return all;
    }

    private static IoUse fold(List<Consumer<IoFold>> calls) {
        return Pieces.<IoFold, IoUse>fold(IoFold::new, calls);
    }

    /** {@return process, file, bytes read and bytes written, row by row} */
    private String files(JsonNode json) {
        var rows = new StringJoiner("; ");
        json.get("per_file").forEach(row -> rows.add(row.get("pid") + " " + row.get("file").asText() + " "
                + row.get("read_bytes") + " " + row.get("written_bytes")));
        return rows.toString();
    }

    private String files(List<Consumer<IoFold>> calls) {
        return files(Pieces.json(analysis, fold(calls)));
    }

    @Test
    void aDescriptorMeansWhatWasOpenedLast() {
        assertEquals("7 /b 30 0; 7 /a 20 0; 7 fd 4 (unknown) 1 0", files(all(open(10, 7, "/a", HERE, 0, 3),
                read(20, 7, 3, 20), call(30, 7, CLOSE, 3, 0, 0, 0), open(40, 7, "/b", HERE, 0, 3),
                read(50, 7, 3, 30), read(60, 7, 4, 1))));
        assertEquals("7 fd 3 (unknown) 5 0", files(all(open(10, 7, "/a", HERE, 0, 3),
                call(30, 7, CLOSE, 3, 0, 0, 0), read(50, 7, 3, 5))));
    }

    @Test
    void relativeNamesBeginAtTheirDirectory() {
        assertEquals("7 /etc/passwd 3 0; 7 x 2 0", files(all(open(10, 7, "/etc", HERE, 0, 3),
                open(20, 7, "passwd", 3, 0, 4), read(30, 7, 4, 3), open(40, 7, "x", HERE, 0, 5),
                read(50, 7, 5, 2))));
    }

    @Test
    void duplicatesMeanTheSame() {
        assertEquals("7 /a 7 0", files(all(open(10, 7, "/a", HERE, 0, 3), call(20, 7, DUP2, 3, 1, 0, 1),
                call(30, 7, CLOSE, 3, 0, 0, 0), read(40, 7, 1, 3), call(50, 7, FCNTL, 1, 0, 10, 10),
                read(60, 7, 10, 4))));
    }

    @Test
    void aCallThatCopiesCountsAtBothFiles() {
        assertEquals("7 /a 9 0; 7 socket:4 0 9", files(all(open(10, 7, "/a", HERE, 0, 3),
                call(20, 7, SOCKET, 2, 1, 0, 4), call(30, 7, SPLICE, 3, 0, 4, 9))));
    }

    @Test
    void bothEndsOfAPipeAreKnown() {
        assertEquals("7 pipe:3 2 0", files(all(call(10, 7, PIPE2, 0, 0, 0, 0),
                List.of(fold -> fold.pipeMade(15, 0, 3, 4)), read(20, 7, 3, 2))));
        var left = fold(List.of(enter(10, 7, PIPE2, 0, 0, 0)));
        var right = fold(all(List.of(leave(15, 7, PIPE2, 0), fold -> fold.pipeMade(15, 0, 3, 4)),
                read(20, 7, 4, 2)));
        assertEquals("7 pipe:4 2 0", files(Pieces.json(analysis, new View<>(left, right, 12, 50))));
    }

    @Test
    void aNewProgramLosesWhatClosesOnExec() {
        assertEquals("7 /b 4 0; 7 /e 3 0; 7 fd 3 (unknown) 2 0", files(all(open(10, 7, "/a", HERE, O_CLOEXEC, 3),
                open(20, 7, "/b", HERE, 0, 4), open(22, 7, "/e", HERE, O_CLOEXEC, 5),
                call(25, 7, FCNTL, 5, 2, 0, 0), List.of(fold -> fold.executed(30, 0, 7, 7, 7)), read(40, 7, 3, 2),
                read(50, 7, 4, 4), read(60, 7, 5, 3))));
    }

    @Test
    void childrenInheritAndThreadsShare() {
        List<Consumer<IoFold>> before = all(open(10, 7, "/a", HERE, 0, 3));
        assertEquals("8 /a 2 0; 8 fd 4 (unknown) 1 0", files(all(before, List.of(forked(20, 7, 8, 8)),
                open(30, 7, "/b", HERE, 0, 4), read(40, 8, 3, 2), read(50, 8, 4, 1))), "a copy");
        assertEquals("8 /b 1 0", files(all(before, List.of(forked(20, 7, 8, 7)),
                open(30, 7, "/b", HERE, 0, 4), read(50, 8, 4, 1))), "a thread");
        assertEquals("8 /b 1 0", files(all(before, List.of(enter(15, 7, CLONE, CLONE_FILES, 0, 0),
                forked(20, 7, 8, 8)), open(30, 7, "/b", HERE, 0, 4), read(50, 8, 4, 1))), "as the flags say");
    }

    @Test
    void theStateDumpTells() {
        assertEquals("9 /var/log/x 4 0; 9 fd 6 (unknown) 2 0", files(all(
                told(10, 9, 0xFF11_0000_0000_0001L, 5, "/var/log/x", 0),
                told(11, 10, 0xFF11_0000_0000_0002L, 6, "/etc", 0), read(20, 9, 5, 4), read(30, 9, 6, 2))));
        assertEquals("10 /a 4 0", files(all(told(10, 9, 77, 5, "/a", 0), List.of(fold -> fold.task(12, 10, 10, 77)),
                read(20, 10, 5, 4))), "one table of two threads");
    }

    @Test
    void rangesAreClosedAtOnceOrWithTheNextProgram() {
        List<Consumer<IoFold>> before = all(open(10, 7, "/a", HERE, 0, 3), open(20, 7, "/b", HERE, 0, 9));
        assertEquals("7 fd 3 (unknown) 1 0; 7 fd 9 (unknown) 1 0", files(all(before,
                call(30, 7, CLOSE_RANGE, 3, -1, 0, 0), read(40, 7, 3, 1), read(50, 7, 9, 1))));
        assertEquals("7 /a 1 0; 7 fd 9 (unknown) 1 0", files(all(before, call(30, 7, CLOSE_RANGE, 4, -1, 4, 0),
                List.of(fold -> fold.executed(35, 0, 7, 7, 7)), read(40, 7, 3, 1), read(50, 7, 9, 1))));
    }

    @Test
    void whatWasOpenedBeforeACutIsKnownBehindIt() {
        IoUse begin = analysis.begin();
        IoUse left = fold(all(open(10, 7, "/a", HERE, 0, 3), List.of(enter(20, 7, READ, 3, 0, 0))));
        IoUse right = fold(List.of(leave(40, 7, READ, 9)));
        assertEquals("7 /a 9 0", files(Pieces.json(analysis,
                new View<>(analysis.merge(begin, left), right, 30, 50))));
        IoUse gapped = analysis.merge(analysis.merge(left, analysis.gap()), fold(read(50, 7, 3, 4)));
        assertEquals("7 fd 3 (unknown) 4 0", files(Pieces.json(analysis, gapped)));
    }

    @Test
    void theLongestCallsTellTheirFiles() {
        JsonNode json = Pieces.json(analysis, fold(all(open(10, 7, "/a", HERE, 0, 3), call(20, 7, SOCKET, 2, 1, 0, 4),
                List.of(enter(30, 7, SPLICE, 3, 0, 4), leave(90, 7, SPLICE, 9)), read(100, 7, 3, 1),
                call(110, 7, CLOSE, 3, 0, 0, 0), read(120, 7, 3, 1))));
        var files = new StringJoiner(", ");
        json.get("longest").forEach(row -> files.add(row.get("call").asText() + " " + row.path("file").asText("-")));
        assertEquals("splice /a -> socket:4, openat /a, socket -, read /a, close /a, read fd 3 (unknown)",
                files.toString());
    }

    @Test
    void whatOnlyChangesDescriptorsIsNoAnswer() {
        IoUse use = fold(List.of(forked(20, 7, 8, 8), fold -> fold.exited(30, 8), fold -> fold.dumpBegins(40)));
        assertTrue(analysis.isEmpty(View.whole(analysis, use)));
    }

    @Test
    void cutsChangeNothing() {
        var random = new Random(11);
        var laws = new MergeLaws<>(analysis);
        for (int round = 0; round < 400; round++) {
            var calls = new ArrayList<Consumer<IoFold>>();
            for (int i = 0; i < 80; i++) {
                calls.add(any(random, i * 10L));
            }
            var pieces = new ArrayList<IoUse>();
            for (int from = 0; from < calls.size();) {
                int to = Math.min(calls.size(), from + 1 + random.nextInt(12));
                pieces.add(fold(calls.subList(from, to)));
                from = to;
            }
            IoUse whole = fold(calls);
            laws.piecesMakeTheWhole(whole, pieces, random);
            laws.gapsAreAssociative(pieces, random);
            laws.beginningsAreAssociative(whole, pieces, random);
        }
    }

    /** With and without a context, so that threads have stand-ins, and with calls that make no sense. */
    private static Consumer<IoFold> any(Random random, long at) {
        int tid = random.nextInt(5);
        int cpu = random.nextInt(2);
        int fd = random.nextInt(4);
        int other = random.nextInt(4);
        Text name = Texts.of("f" + random.nextInt(3));
        return switch (random.nextInt(16)) {
            case 0, 1, 2 -> fold -> fold.unknownEntry(at, cpu, tid, READ, fd, 0, 0);
            case 3, 4, 5 -> fold -> fold.unknownExit(at, cpu, tid, READ, other);
            case 6 -> fold -> {
                fold.unknownEntry(at, cpu, tid, OPENAT, 0, 0, 0);
                fold.opensAt(at, fd, name, other == 0 ? O_CLOEXEC : 0);
            };
            case 7 -> fold -> fold.unknownExit(at, cpu, tid, OPENAT, fd - (other == 0 ? 3 : 0));
            case 8 -> fold -> fold.unknownEntry(at, cpu, tid, other == 0 ? CLOSE : other == 1 ? DUP2 : FCNTL, fd, 2, 1);
            case 9 -> fold -> fold.unknownExit(at, cpu, tid, other == 0 ? CLOSE : other == 1 ? DUP2 : FCNTL, fd);
            case 10 -> fold -> fold.unknownEntry(at, cpu, tid, other < 2 ? CLONE : PIPE2, fd < 2 ? CLONE_FILES : 0, 0,
                    0);
            case 11 -> fold -> {
                fold.unknownExit(at, cpu, tid, other < 2 ? CLONE : PIPE2, 0);
                fold.pipeMade(at, 0, fd, other);
            };
            case 12 -> fold -> fold.forked(at, cpu, tid, 1, fd, 1 + other);
            case 13 -> fold -> fold.executed(at, cpu, tid, 1 + other, fd == 0 ? 1 + other : 1 + fd);
            case 14 -> fold -> {
                switch (other) {
                    case 0 -> fold.exited(at, 1 + fd);
                    case 1 -> fold.dumpBegins(at);
                    case 2 -> fold.task(at, 1 + fd, 1, 50 + cpu);
                    default -> fold.told(at, 1, 50 + cpu, fd, 0, name);
                }
            };
            default -> fold -> fold.schedSwitch(at, cpu, Texts.of("a"), tid, Texts.of("b"), other, 20);
        };
    }
}
