package io.gyre.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.logging.LogManager;

/** Made by {@code java.util.logging} itself, which wants a public class without arguments, when it is first used. */
public final class LoggingStart {
    /** @throws IOException never */
    public LoggingStart() throws IOException {
        LogManager.getLogManager().readConfiguration(new ByteArrayInputStream(Logging.configuration().getBytes(UTF_8)));
    }
}
