package io.gyre.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.cli.Main;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the container copies and runs is what the build makes; to build it takes a container engine. */
class ContainerTest {
    private static final Path ROOT = Path.of(System.getProperty("gyre.root", ".."));

    @Test
    void copiesWhatTheBuildMakesAndRunsTheCommandLine() throws Exception {
        String text = Files.readString(ROOT.resolve("deploy/container/Containerfile"));
        Matcher copied = Pattern.compile("^COPY (\\S+) (\\S+)$", Pattern.MULTILINE).matcher(text);
        assertTrue(copied.find(), text);
        assertEquals("deploy/target/dist/lib", copied.group(1));
        String build = Files.readString(ROOT.resolve("deploy/pom.xml"));
        assertTrue(build.contains("dist/lib"), "the build makes no dist/lib");
        assertTrue(text.contains("-cp '" + copied.group(2) + "/*' " + Main.class.getName() + " "), text);
        String ignored = Files.exists(ROOT.resolve(".containerignore"))
                ? Files.readString(ROOT.resolve(".containerignore"))
                : "";
        assertTrue(ignored.lines().noneMatch(line -> line.strip().matches("(\\*\\*/)?target/?")), ignored);
    }

    @Test
    void passesOnItsArguments() throws Exception {
        String text = Files.readString(ROOT.resolve("deploy/container/Containerfile"));
        Matcher entry = Pattern.compile("^ENTRYPOINT \\[\"/bin/sh\", \"-c\", \"(.*)\", \"gyre\"\\]$", Pattern.MULTILINE)
                .matcher(text);
        assertTrue(entry.find(), text);
        String script = entry.group(1).replace("\\\"", "\"").replace("exec java", "exec printf '%s\\n'");
        Process process = new ProcessBuilder(List.of("/bin/sh", "-c", script, "gyre", "publish", "two words"))
                .redirectErrorStream(true).start();
        List<String> words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines()
                .toList();
        assertEquals(List.of(Main.class.getName(), "publish", "two words"),
                words.subList(words.size() - 3, words.size()));
    }
}
