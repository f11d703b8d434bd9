package io.gyre.publisher;

/** Whether LTTng's session daemon is asked, through liblttng-ctl, for what the folders tell too: sooner, and more surely when a session ends. */
public enum LttngUse {
    /** When the library and a daemon are there. */
    AUTO,
    /** Never. */
    OFF
}
