package io.gyre.cli;

import io.gyre.streams.fleet.FleetTiming;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** When roll-ups over hosts are written. */
final class FleetOptions {
    @Option(names = "--fleet-settle", paramLabel = "DURATION",
            description = "How long a roll-up over hosts waits for other lines, after the first that is new in its second; later ones"
                    + " make another that replaces it (default: PT5S; of gyre demo PT0.2S).")
    @Nullable
    Duration settle;

    @Option(names = "--fleet-keep", paramLabel = "DURATION",
            description = "How long after the last line of its second a roll-up can still be replaced; what comes then is set aside"
                    + " (default: PT1H).")
    Duration keep = FleetTiming.DEFAULT.keep();

    @Spec(Spec.Target.MIXEE)
    CommandSpec command = CommandSpec.create();

    /** @param usualSettle where the command line does not say otherwise */
    FleetTiming timing(Duration usualSettle) {
        try {
            return FleetTiming.DEFAULT.with(settle == null ? usualSettle : settle, keep);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), "--fleet-keep: " + e.getMessage(), e);
        }
    }
}
