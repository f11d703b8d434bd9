package io.gyre.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of a plug-in, built from its sources against what is on the class path. */
class PluginsTest {
    private static final String SERVICE = "META-INF/services/io.gyre.analysis.Analysis";
    private static final Path EXAMPLE = Path.of(System.getProperty("gyre.root"), "stream-analyses", "example-plugin",
            "src", "main");

    @TempDir
    static Path work = Path.of("");

    @TempDir
    Path folder;

    private static Path classes = Path.of("");
    private static String recording = "";

    @BeforeAll
    static void compile() throws IOException {
        recording = SampleFleet.unpack(work).getLast().toString();
        classes = Files.createDirectory(work.resolve("classes"));
        List<String> line = new ArrayList<>(List.of("-proc:none", "-d", classes.toString(), "-cp",
                System.getProperty("java.class.path")));
        try (Stream<Path> sources = Files.walk(EXAMPLE.resolve("java"))) {
            sources.map(Path::toString).filter(name -> name.endsWith(".java")).forEach(line::add);
        }
        assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, line.toArray(String[]::new)));
    }

    @Test
    void exampleIsReportedBesideTheOthers() throws Exception {
        jar("programs.jar", Files.readString(EXAMPLE.resolve("resources").resolve(SERVICE)), "");
        CommandRun run = report();
        assertEquals(ExitCode.OK, run.exitCode(), run.err());
        long execs = CommandRun.of("text", "--event", "sched_process_exec", recording).out().lines().count();
        CommandRun json = CommandRun.of("report", "--plugins", folder.toString(), "--json", "--analysis",
                "programs,events", recording);
        long starts = 0;
        for (var row : Json.read(json.out()).path("programs").get(0).path("per_program")) {
            starts += row.path("starts").asLong();
        }
        assertEquals(execs, starts);
        assertTrue(starts > 0 && run.out().contains("starts  program"), run.out());
        assertTrue(Json.read(json.out()).has("events"), json.out());
    }

    @Test
    void brokenJarIsNamed() throws Exception {
        Files.writeString(folder.resolve("broken.jar"), "no jar");
        assertWrong("broken.jar: it cannot be read as a jar");
    }

    @Test
    void jarWithoutAnalysisIsNamed() throws Exception {
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(folder.resolve("nothing.jar")))) {
            jar.putNextEntry(new JarEntry("readme"));
        }
        assertWrong("nothing.jar: it has no META-INF/services/io.gyre.analysis.Analysis");
    }

    @Test
    void missingClassIsNamed() throws Exception {
        jar("partly.jar", "com.example.programs.ProgramsAnalysis", "ProgramsFold.class");
        assertWrong("partly.jar: the class com.example.programs.ProgramsFold is missing");
    }

    @Test
    void analysisThatIsNotThereIsNamed() throws Exception {
        jar("misnamed.jar", "com.example.programs.Other", "");
        assertWrong("misnamed.jar: Provider com.example.programs.Other not found");
    }

    @Test
    void twoOfOneNameAreNamedWithTheirJars() throws Exception {
        jar("one.jar", "com.example.programs.ProgramsAnalysis", "");
        jar("two.jar", "com.example.programs.ProgramsAnalysis", "");
        assertWrong("two analyses are named programs: com.example.programs.ProgramsAnalysis of one.jar and "
                + "com.example.programs.ProgramsAnalysis of two.jar");
    }

    @Test
    void folderThatIsNotThereIsNamed() {
        CommandRun run = CommandRun.of("report", "--plugins", folder.resolve("none").toString(), recording);
        assertEquals(ExitCode.USAGE, run.exitCode());
        assertTrue(run.err().contains("none of plug-ins"), run.err());
    }

    @Test
    void usualFolderIsTheEnvironmentsElseThatOfTheConfiguration() throws Exception {
        assertEquals(Optional.of(Path.of("/p")), PluginOptions.usual(Map.of("GYRE_PLUGINS", "/p"), "/home/u"));
        assertEquals(Optional.empty(), PluginOptions.usual(Map.of(), folder.toString()));
        Path usual = Files.createDirectories(folder.resolve(".config/gyre/plugins"));
        assertEquals(Optional.of(usual), PluginOptions.usual(Map.of(), folder.toString()));
    }

    private CommandRun report() {
        return CommandRun.of("report", "--plugins", folder.toString(), "--analysis", "programs", recording);
    }

    private void assertWrong(String message) {
        CommandRun run = report();
        assertEquals(ExitCode.USAGE, run.exitCode(), run.err());
        assertTrue(run.err().contains(message), run.err());
    }

    /** @param without a class that is left out; none when empty */
    private void jar(String name, String analysis, String without) throws IOException {
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(folder.resolve(name)));
                Stream<Path> files = Files.walk(classes)) {
            jar.putNextEntry(new JarEntry(SERVICE));
            jar.write(analysis.getBytes(StandardCharsets.UTF_8));
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.getFileName().toString().equals(without)) {
                    jar.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                    copy(file, jar);
                }
            }
        }
    }

    private static void copy(Path file, OutputStream to) throws IOException {
        Files.copy(file, to);
    }
}
