package io.gyre.cli;

import io.gyre.publisher.retain.Policy;
import io.gyre.publisher.retain.PolicyException;
import io.gyre.publisher.retain.PolicyText;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What becomes of old chunks beside a watch. */
final class RetainOptions {
    @Option(names = "--retain", paramLabel = "POLICY", converter = PolicyConverter.class,
            description = "Delete published chunks when this is so; see ./gyre help retain. Default: none is deleted.")
    @Nullable
    Policy retain;

    @Option(names = "--shed", paramLabel = "POLICY", converter = PolicyConverter.class,
            description = "Delete even chunks that are NOT published when this is so; each is told on the quarantine topic.")
    @Nullable
    Policy shed;

    @Option(names = "--retain-every", paramLabel = "DURATION", defaultValue = "PT30S",
            description = "How often, at most (default: ${DEFAULT-VALUE}).")
    Duration every = Duration.ofSeconds(30);

    boolean isWanted() {
        return retain != null || shed != null;
    }

    /** {@return when published chunks go}; never, when only shedding is asked for. */
    Policy policy() {
        return retain == null ? NEVER : retain;
    }

    Optional<Policy> shedding() {
        return Optional.ofNullable(shed);
    }

    static final Policy NEVER = new Policy.OlderThan(Duration.ofDays(36_500));

    /** Reads a policy from the command line. */
    static final class PolicyConverter implements ITypeConverter<Policy> {
        @Override
        public Policy convert(String text) {
            try {
                return PolicyText.parse(text);
            } catch (PolicyException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
