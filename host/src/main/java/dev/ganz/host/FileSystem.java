package dev.ganz.host;

/**
 * A mounted file system.
 *
 * @param source the device, the server and path, or a word
 * @param octets its size; 0 where it was not asked
 * @param available octets that an ordinary user can still fill
 * @param errors that it has counted since it was made; 0 where it does not count
 */
public record FileSystem(String path, String type, String source, long octets, long available, long errors) {
    /** Whether its files lie on another machine. */
    public boolean isRemote() {
        return switch (type) {
            case "nfs", "nfs4", "cifs", "smb3", "ceph", "9p", "glusterfs", "fuse.glusterfs", "fuse.sshfs", "afs" ->
                true;
            default -> false;
        };
    }
}
