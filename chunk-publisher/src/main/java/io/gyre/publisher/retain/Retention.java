package io.gyre.publisher.retain;

import io.gyre.publisher.retain.Verdict.Fate;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries plans out. Not thread-safe. */
public final class Retention {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    private final AuditLog audit;
    private final Shedding shedding;

    public Retention(AuditLog audit, Shedding shedding) {
        this.audit = audit;
        this.shedding = shedding;
    }

    /** What became of one thing that was to go. */
    public sealed interface Outcome {
        Verdict verdict();

        /** It is gone. */
        record Gone(Verdict verdict) implements Outcome {}

        /** It is there still, or hidden and removed by the next run. */
        record Stayed(Verdict verdict, String why) implements Outcome {}
    }

    /** Deletes what the plan names, and nothing else; {@return an outcome for each that was to go, in order}. */
    public List<Outcome> carryOut(RetentionPlan plan) {
        List<Outcome> outcomes = new ArrayList<>();
        for (Verdict verdict : plan.going()) {
            outcomes.add(audit.isWritten()
                    ? carryOut(verdict)
                    : new Outcome.Stayed(verdict, "the audit log " + audit.file() + " cannot be written"));
        }
        return outcomes;
    }

    /** Removes what an earlier run has hidden in these folders but not removed. */
    public static void sweep(Collection<Path> folders) {
        for (Path folder : folders) {
            int swept = Trash.sweep(folder);
            if (swept > 0) {
                LOG.info("{} things that an earlier run had hidden in {} are removed", swept, folder);
            }
        }
    }

    private Outcome carryOut(Verdict verdict) {
        if (verdict.fate() != Fate.SHED) {
            return delete(verdict);
        }
        try (Shedding.Permit _ = shedding.permit(verdict)) {
            LOG.warn("shedding {}, which is not published: {}", verdict.holding().path(), verdict.reason());
            return delete(verdict);
        } catch (IOException e) {
            return new Outcome.Stayed(verdict, String.valueOf(e.getMessage()));
        }
    }

    private Outcome delete(Verdict verdict) {
        Holding holding = verdict.holding();
        audit.before(verdict);
        try {
            Trash.hide(holding);
            Trash.remove(holding.trash());
            audit.removed(holding);
            return new Outcome.Gone(verdict);
        } catch (NoSuchFileException e) {
            audit.failed(holding, e);
            return new Outcome.Stayed(verdict, "it is gone already");
        } catch (IOException e) {
            audit.failed(holding, e);
            LOG.warn("{} could not be deleted: {}", holding.path(), e.toString());
            return new Outcome.Stayed(verdict, e.toString());
        }
    }
}
