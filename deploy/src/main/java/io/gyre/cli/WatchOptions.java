package io.gyre.cli;

import io.gyre.publisher.LttngUse;
import io.gyre.publisher.PublisherConfig;
import java.time.Duration;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What goes on beside a watch. */
final class WatchOptions {
    @Mixin
    RetainOptions retain = new RetainOptions();

    @Mixin
    OperationOptions operation = new OperationOptions();

    @Option(names = "--lttng", paramLabel = "USE", defaultValue = "auto",
            description = "Ask this machine's session daemon for rotations and ended sessions too: ${COMPLETION-CANDIDATES}"
                    + " (default: ${DEFAULT-VALUE}, when liblttng-ctl is installed).")
    LttngUse lttng = LttngUse.AUTO;

    @Option(names = "--end-after", paramLabel = "DURATION", defaultValue = "PT1M",
            description = "How long a session's folder shows no chunk being recorded before its line is ended, unless LTTng"
                    + " says sooner (default: ${DEFAULT-VALUE}).")
    Duration endAfter = Duration.ofMinutes(1);

    @Spec(Spec.Target.MIXEE)
    CommandSpec command = CommandSpec.create();

    PublisherConfig.Builder applyTo(PublisherConfig.Builder builder) {
        return builder.closeAfterIdle(endAfter).lttng(lttng);
    }

    /** Says that a policy needs a watch. */
    void refuseAtOnce() {
        if (retain.isWanted() || operation.metrics != null) {
            throw new ParameterException(command.commandLine(),
                    "--retain, --shed and --metrics are for --watch; for once there is ./gyre retain");
        }
    }
}
