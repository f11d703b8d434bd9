package io.gyre.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class FleetOptionsTest {
    private static final Duration USUAL = Duration.ofMillis(200);

    @Command
    private static final class Host {
        @Mixin
        FleetOptions fleet = new FleetOptions();
    }

    private static FleetOptions parse(String... arguments) {
        var host = new Host();
        new CommandLine(host).parseArgs(arguments);
        return host.fleet;
    }

    @Test
    void commandLineComesBeforeWhatIsUsual() {
        assertEquals(USUAL, parse().timing(USUAL).settle());
        assertEquals(Duration.ofHours(1), parse().timing(USUAL).keep());
        assertEquals(Duration.ofSeconds(30), parse("--fleet-settle", "PT30S").timing(USUAL).settle());
        assertEquals(Duration.ofDays(2), parse("--fleet-keep", "P2D").timing(USUAL).keep());
    }

    @ParameterizedTest
    @ValueSource(
            strings = { "demo", "up --watch nowhere", "analyze --bootstrap-server none:1 --keys none --state none"})
    void keepingIsLongerThanSettling(String command) {
        CommandRun run = CommandRun.of((command + " --fleet-settle PT2H").split(" ", -1));
        assertEquals(ExitCode.USAGE, run.exitCode(), run.err());
        assertTrue(run.err().contains("--fleet-keep: shares are kept longer (PT1H) than they are collected (PT2H)"),
                run.err());
    }
}
