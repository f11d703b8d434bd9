package io.gyre.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Names of functions, from recording to report: a program that can be moved, with a library, traced by a real LTTng. */
@Timeout(120)
class SymbolsTest {
    private static final String LIBRARY = """
            static __attribute__((noinline)) int rounded(int n) { return n / 10 * 10; }
            int price(int n) { return rounded(n) + 9; }
            """;
    private static final String PROGRAM = """
            int price(int n);
            static __attribute__((noinline)) int order(int n) { return price(n) * 2; }
            int main(int n, char **v) { int sum = 0; for (int i = 0; i < 100; i++) sum += order(i + n); return v && sum < 0; }
            """;
    private static final Set<String> NAMES = Set.of("shop:main", "shop:order", "libprice.so:price",
            "libprice.so:rounded");

    @TempDir
    Path folder;

    private void compile(String name, String source, String... options) throws Exception {
        Path file = Files.writeString(folder.resolve(name + ".c"), source);
        var command = new ArrayList<>(List.of("gcc", "-O0", "-finstrument-functions", "-Wl,--build-id"));
        command.addAll(List.of("-o", folder.resolve(name).toString(), file.toString()));
        command.addAll(Arrays.asList(options));
        Tool.run(command);
    }

    private void build() throws Exception {
        compile("libprice.so", LIBRARY, "-shared", "-fPIC");
        compile("shop", PROGRAM, "-pie", "-fPIE", "-L" + folder, "-lprice", "-Wl,-rpath," + folder);
    }

    private Path record() throws Exception {
        try (LttngWorld world = LttngWorld.start(folder)) {
            world.run("lttng create s --output=" + folder.resolve("traces") + " && lttng enable-channel -u c"
                    + " && lttng add-context -u -t vpid -t vtid"
                    + " && lttng enable-event -u -c c 'lttng_ust_cyg_profile*:*,lttng_ust_statedump:*'"
                    + " && lttng enable-rotation --timer 10s && lttng start"
                    + " && LD_PRELOAD=liblttng-ust-cyg-profile.so " + folder.resolve("shop")
                    + " && lttng rotate && lttng destroy");
        }
        return folder.resolve("traces");
    }

    private CommandRun report(Path traces, String... options) {
        var line = new ArrayList<>(List.of("report", "--analysis", "callstack", "--json"));
        line.addAll(Arrays.asList(options));
        line.add(traces.toString());
        return CommandRun.of(line.toArray(String[]::new));
    }

    private static Set<String> functions(CommandRun run) throws Exception {
        JsonNode answer = Json.read(run.out()).path("callstack").get(0);
        assertEquals(301, answer.path("calls").asInt());
        return new TreeSet<>(answer.path("functions").findValuesAsText("function"));
    }

    @Test
    void functionsOfProgramAndLibraryAreNamedByFilesOfTheSameBuild() throws Exception {
        LttngWorld.assumePossible();
        Tool.assumeInstalled("objcopy", "readelf", "strip");
        build();
        Path traces = record();
        assertEquals(NAMES, functions(report(traces)), "the machine's own files");

        Set<String> places = functions(report(traces, "--no-symbols"));
        assertEquals(4, places.size());
        assertTrue(places.stream().allMatch(Pattern.compile("(shop|libprice\\.so)\\+0x[0-9a-f]+").asMatchPredicate()),
                places.toString());

        String program = folder.resolve("shop").toString();
        String id = Tool.stdout(List.of("readelf", "-n", program)).replaceAll("(?s).*Build ID: ([0-9a-f]+).*", "$1");
        Path debug = folder.resolve("debug/.build-id/" + id.substring(0, 2) + "/" + id.substring(2) + ".debug");
        Files.createDirectories(debug.getParent());
        Tool.run(List.of("objcopy", "--only-keep-debug", program, debug.toString()));
        Tool.run(List.of("strip", program));
        Set<String> stripped = functions(report(traces));
        assertTrue(stripped.contains("libprice.so:price") && !stripped.contains("shop:order"), stripped.toString());
        assertEquals(NAMES, functions(report(traces, "--symbols", folder.resolve("debug").toString())));

        compile("shop", PROGRAM.replace("* 2", "* 3"), "-L" + folder, "-lprice");
        CommandRun other = report(traces, "--symbols", folder.toString());
        assertEquals(stripped, functions(other));
        assertTrue(other.err().contains("has build id") && other.err().contains("[symbols-of-other-build]"),
                other.err());
    }

    @Test
    void whereSymbolsAreHasToBeAFolder() throws Exception {
        CommandRun run = report(folder, "--symbols", folder.resolve("missing") + ":" + folder);
        assertEquals(ExitCode.USAGE, run.exitCode());
        assertTrue(run.err().contains("--symbols names " + folder.resolve("missing") + ", which is no folder"),
                run.err());
        assertEquals(ExitCode.USAGE, report(folder, "--symbols", folder.toString(), "--no-symbols").exitCode());
    }
}
