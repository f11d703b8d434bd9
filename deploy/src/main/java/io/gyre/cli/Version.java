package io.gyre.cli;

import java.util.Objects;
import org.apache.kafka.common.utils.AppInfoParser;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class Version implements IVersionProvider {
    /** {@return this build's version; {@code development} when it runs from class folders} */
    static String number() {
        return Objects.requireNonNullElse(Version.class.getPackage().getImplementationVersion(), "development");
    }

    @Override
    public String[] getVersion() {
        return new String[]{
                "gyre " + number() + " (Kafka " + AppInfoParser.getVersion() + ", Java " + Runtime.version() + ")"};
    }
}
