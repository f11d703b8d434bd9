package io.gyre.cli;

import static java.io.OutputStream.nullOutputStream;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class MainTest {
    @Test
    void withoutArgumentsItListsCommandsExamplesAndExitCodes() {
        CommandRun run = CommandRun.of();
        assertEquals(ExitCode.OK, run.exitCode());
        assertAll(
                () -> assertTrue(run.out().contains("Commands:"), run.out()),
                () -> assertTrue(run.out().contains("Exit codes:"), run.out()),
                () -> assertTrue(run.out().contains("./gyre demo"), run.out()));
    }

    @Test
    void aWrongCommandLineGetsOneLineAndExitCodeTwo() {
        CommandRun run = CommandRun.of("keygne");
        assertEquals(ExitCode.USAGE, run.exitCode());
        assertEquals("", run.out());
        assertEquals("gyre: Unmatched argument at index 0: 'keygne'; did you mean keygen? (see ./gyre help)\n",
                run.err());
    }

    @Test
    void commandsOfACommandExplainThemselvesToo() {
        var bench = Objects.requireNonNull(GyreCommand.line(Console.of(nullOutputStream(), nullOutputStream()))
                .getSubcommands().get("bench"));
        assertTrue(bench.getSubcommands().size() >= 5);
        for (String command : bench.getSubcommands().keySet()) {
            for (String help : new String[]{ "-h", "--help"}) {
                CommandRun run = CommandRun.of("bench", command, help);
                assertEquals(ExitCode.OK, run.exitCode(), command);
                assertTrue(run.out().contains("Usage: gyre bench " + command), run.out());
            }
        }
        CommandRun wrong = CommandRun.of("bench", "publish");
        assertEquals(ExitCode.USAGE, wrong.exitCode());
        assertTrue(wrong.err().contains("see ./gyre bench publish --help"), wrong.err());
    }

    @Test
    void everyCommandExplainsItself() {
        for (String command : GyreCommand.line(Console.of(nullOutputStream(), nullOutputStream())).getSubcommands()
                .keySet()) {
            CommandRun run = CommandRun.of(command, "--help");
            assertEquals(ExitCode.OK, run.exitCode(), command);
            assertEquals(run.out(), CommandRun.of("help", command).out());
            assertTrue(run.out().contains("Usage: gyre " + command), run.out());
            assertTrue(command.equals("help") || run.out().contains("Example"), run.out());
        }
    }

    @Test
    void everyCommandThatRunsAnalysesChecksThemByEitherName() {
        Map<String, CommandLine> commands = new TreeMap<>(
                GyreCommand.line(Console.of(nullOutputStream(), nullOutputStream())).getSubcommands());
        commands.putAll(Objects.requireNonNull(commands.get("bench")).getSubcommands());
        Set<String> checking = new TreeSet<>();
        commands.forEach((name, command) -> {
            OptionSpec check = command.getCommandSpec().findOption("--check-analyses");
            if (check != null) {
                assertEquals(List.of("--strict", "--check-analyses"), List.of(check.names()), name);
                checking.add(name);
            }
        });
        assertEquals(Set.of("analyses", "analyze", "demo", "report", "shards", "up"), checking);
    }

    @Test
    void theVersionNamesKafkaAndJava() {
        assertTrue(CommandRun.of("--version").out().matches("gyre \\S+ \\(Kafka 4\\.3\\.1, Java 25\\S*\\)\n"));
    }
}
