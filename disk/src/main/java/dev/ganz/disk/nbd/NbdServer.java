package dev.ganz.disk.nbd;

import dev.ganz.disk.Image;
import dev.ganz.disk.ImageException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * An NBD server with one export, the disk of an image, for reading (Network Block Device, {@code doc/proto.md}): newstyle, structured
 * replies, block status. It listens on a Unix socket or on this machine's own address, never on the network. Every client has a thread.
 */
public final class NbdServer implements AutoCloseable {
    private static final int MOST_CLIENTS = 64;

    private final Image image;
    private final ServerSocketChannel socket;
    private final Optional<Path> path;
    private final Semaphore places = new Semaphore(MOST_CLIENTS);
    private final ExecutorService clients = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("nbd-", 0).factory());

    private NbdServer(Image image, ServerSocketChannel socket, Optional<Path> path) {
        this.image = image;
        this.socket = socket;
        this.path = path;
    }

    /** On a Unix socket that is made, and removed at the end. */
    public static NbdServer onSocket(Image image, Path path) {
        try {
            NbdServer server =
                    new NbdServer(image, ServerSocketChannel.open(StandardProtocolFamily.UNIX), Optional.of(path));
            server.socket.bind(UnixDomainSocketAddress.of(path));
            path.toFile().deleteOnExit();
            return server;
        } catch (IOException | IllegalArgumentException failure) {
            throw new ImageException("cannot listen on " + path + ": " + failure.getMessage(), failure);
        }
    }

    /**
     * On a port of the loopback address.
     *
     * @param port 0 for any
     */
    public static NbdServer onPort(Image image, int port) {
        try {
            NbdServer server = new NbdServer(image, ServerSocketChannel.open(), Optional.empty());
            server.socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return server;
        } catch (IOException failure) {
            throw new ImageException("cannot listen on port " + port + ": " + failure.getMessage(), failure);
        }
    }

    /** Where clients find the disk, in the form that they take. */
    public String uri() {
        try {
            SocketAddress address = socket.getLocalAddress();
            return address instanceof InetSocketAddress there
                    ? "nbd://localhost:" + there.getPort()
                    : "nbd+unix:///?socket=" + path.orElseThrow();
        } catch (IOException closed) {
            throw new ImageException("the server is closed", closed);
        }
    }

    /** Serves clients until the server is closed by another thread. */
    public void serve() {
        try {
            while (true) {
                places.acquireUninterruptibly();
                SocketChannel client = socket.accept();
                clients.execute(() -> serve(client));
            }
        } catch (ClosedChannelException closed) {
            // as it was asked to
        } catch (IOException failure) {
            throw new ImageException("cannot accept a client: " + failure.getMessage(), failure);
        }
    }

    /** A client that goes away, or does not speak the protocol, is left; the others do not notice. */
    private void serve(SocketChannel client) {
        try (client) {
            DataInputStream in = new DataInputStream(new BufferedInputStream(Channels.newInputStream(client)));
            DataOutputStream out =
                    new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(client), 1 << 16));
            Optional<Session> session = new Negotiation(in, out, image.size()).session();
            if (session.isPresent()) {
                new Transmission(in, out, image, session.get()).serve();
            }
        } catch (EOFException | ClosedChannelException gone) {
            // without a word, which the protocol allows
        } catch (IOException broken) {
            // nobody is left to be told
        } finally {
            places.release();
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
            if (path.isPresent()) {
                Files.deleteIfExists(path.get());
            }
        } catch (IOException failure) {
            throw new ImageException("cannot close the server: " + failure.getMessage(), failure);
        } finally {
            clients.shutdownNow();
            clients.close();
        }
    }
}
