package io.gyre.analysis.kernel.cpus;

import io.gyre.analysis.kernel.state.CpuRuns;
import io.gyre.analysis.kernel.state.Mode;
import io.gyre.analysis.kernel.state.ModeThread;
import io.gyre.analysis.kernel.state.StateFold;
import io.gyre.analysis.kernel.state.Subject;
import io.gyre.ctf.model.EventRecordClass;

/** Which system call it is makes no difference here. */
public final class CpusFold extends StateFold<ModeThread, CpuRuns> {
    CpusFold() {
        super(Subject.CPU);
    }

    @Override
    protected ModeThread newThread(int tid) {
        return new ModeThread(tid);
    }

    @Override
    protected void changed(long timestampNs, int cpu, ModeThread previous, ModeThread next) {}

    @Override
    protected long call(EventRecordClass event) {
        return Mode.CALL;
    }

    @Override
    protected Mode mode(long code) {
        return new Mode(code, "");
    }

    @Override
    public CpuRuns cut(long afterNs, long upToNs) {
        CpuRuns runs = runs();
        forgetRuns();
        return runs;
    }
}
