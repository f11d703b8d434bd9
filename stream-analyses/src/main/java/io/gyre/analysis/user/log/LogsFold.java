package io.gyre.analysis.user.log;

import io.gyre.analysis.Fold;
import io.gyre.analysis.figures.Series;
import io.gyre.analysis.figures.SeriesTally;
import io.gyre.analysis.primitive.BytesMap;
import io.gyre.ctf.bind.Context;
import io.gyre.ctf.bind.Field;
import io.gyre.ctf.bind.OnEvent;
import io.gyre.ctf.bind.Text;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.TreeMap;

/** Counts what is logged, and keeps the last errors. */
public final class LogsFold implements Fold<LogFigures> {
    private static final long NS_PER_SECOND = 1_000_000_000L;
    private static final int PREFIX = 1 + Integer.BYTES;
    private static final int LONGEST_LOGGER = 250;

    private final BytesMap<Tally> sources = new BytesMap<>();
    private final ArrayDeque<ErrorMessage> errors = new ArrayDeque<>();
    /** Framework, level, and the logger's name. */
    private final byte[] key = new byte[PREFIX + LONGEST_LOGGER];

    private record Tally(Source source, SeriesTally series) {}

    @OnEvent("lttng_jul:*")
    public void jul(long timestampNs, @Field(value = "logger_name", required = false) Text logger,
            @Field(value = "int_loglevel", required = false) int level,
            @Field(value = "msg", required = false) Text message,
            @Context(value = "vtid", required = false) int vtid) {
        logged(Framework.JUL, timestampNs, logger, level, message, vtid);
    }

    @OnEvent("lttng_log4j:*")
    public void log4j(long timestampNs, @Field(value = "logger_name", required = false) Text logger,
            @Field(value = "int_loglevel", required = false) int level,
            @Field(value = "msg", required = false) Text message,
            @Context(value = "vtid", required = false) int vtid) {
        logged(Framework.LOG4J, timestampNs, logger, level, message, vtid);
    }

    @OnEvent("lttng_log4j2:*")
    public void log4j2(long timestampNs, @Field(value = "logger_name", required = false) Text logger,
            @Field(value = "int_loglevel", required = false) int level,
            @Field(value = "msg", required = false) Text message,
            @Context(value = "vtid", required = false) int vtid) {
        logged(Framework.LOG4J2, timestampNs, logger, level, message, vtid);
    }

    @OnEvent("lttng_python:*")
    public void python(long timestampNs, @Field(value = "logger_name", required = false) Text logger,
            @Field(value = "int_loglevel", required = false) int level,
            @Field(value = "msg", required = false) Text message,
            @Context(value = "vtid", required = false) int vtid) {
        logged(Framework.PYTHON, timestampNs, logger, level, message, vtid);
    }

    @OnEvent("lttng_logback:*")
    public void logback(long timestampNs, @Field(value = "logger_name", required = false) Text logger,
            @Field(value = "int_loglevel", required = false) int level,
            @Field(value = "msg", required = false) Text message,
            @Context(value = "vtid", required = false) int vtid) {
        logged(Framework.LOGBACK, timestampNs, logger, level, message, vtid);
    }

    private void logged(Framework framework, long timestampNs, Text logger, int level, Text message, int vtid) {
        Tally tally = tally(framework, logger, level);
        tally.series.add(Math.floorDiv(timestampNs, NS_PER_SECOND));
        if (framework.isError(level)) {
            if (errors.size() == LogFigures.MOST_ERRORS) {
                errors.removeFirst();
            }
            String whole = message.toString();
            errors.addLast(new ErrorMessage(timestampNs, tally.source, vtid,
                    whole.substring(0, whole.offsetByCodePoints(0,
                            Math.min(whole.codePointCount(0, whole.length()), ErrorMessage.LONGEST)))));
        }
    }

    private Tally tally(Framework framework, Text logger, int level) {
        int name = Math.min(logger.length(), LONGEST_LOGGER);
        key[0] = (byte) framework.wireId();
        for (int i = 0; i < Integer.BYTES; i++) {
            key[1 + i] = (byte) (level >> (i * Byte.SIZE));
        }
        for (int i = 0; i < name; i++) {
            key[PREFIX + i] = logger.byteAt(i);
        }
        Tally tally = sources.get(key, PREFIX + name);
        if (tally == null) {
            tally = new Tally(new Source(framework,
                    new String(Arrays.copyOfRange(key, PREFIX, PREFIX + name), StandardCharsets.UTF_8), level),
                    new SeriesTally());
            sources.add(key, PREFIX + name, tally);
        }
        return tally;
    }

    @Override
    public LogFigures cut(long afterNs, long upToNs) {
        var bySource = new TreeMap<Source, Series>();
        sources.forEach((_, tally) -> bySource.merge(tally.source, tally.series.sum(), Series::plus));
        LogFigures figures = LogFigures.limited(bySource, Series.NONE, new ArrayList<>(errors));
        sources.clear();
        errors.clear();
        return figures;
    }
}
