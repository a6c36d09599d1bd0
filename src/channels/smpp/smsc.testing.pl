#!/usr/bin/perl
# An SMSC on Net::SMPP, which is nobody's of ours: it gives ids in hex and receipts them in decimal with zeros before,
# as some carriers do, and each telephone writes back what it got, part by part. What it sees is a line each.
use strict;
use warnings;
use Net::SMPP;

my ($port) = @ARGV;
$| = 1;
my $listen = Net::SMPP->new_listen('127.0.0.1', port => $port) or die "no listening: $!";
my $count = 0xA1B1;
my %delivered;

sub deliver {
    my ($phone, %fields) = @_;
    my $seq = $phone->deliver_sm(%fields, async => 1);
    $delivered{$seq} = \%fields;
}

sub submitted {
    my ($phone, $pdu) = @_;
    $count += 1;
    print "submit $pdu->{destination_addr} $pdu->{data_coding} $pdu->{esm_class} "
        . unpack('H*', $pdu->{short_message}) . "\n";
    $phone->submit_sm_resp(seq => $pdu->{seq}, message_id => sprintf('%X', $count));
    my %back = (
        source_addr      => $pdu->{destination_addr},
        source_addr_ton  => 1,
        source_addr_npi  => 1,
        destination_addr => $pdu->{source_addr},
    );
    my $stat = $pdu->{destination_addr} =~ /999$/ ? 'UNDELIV err:005' : 'DELIVRD err:000';
    deliver($phone, %back, esm_class => 4,
        short_message => sprintf('id:%010d sub:001 dlvrd:001 submit date:1503050700 done date:1503050701 stat:%s text:',
            $count, $stat));
    deliver($phone, %back, esm_class => $pdu->{esm_class}, data_coding => $pdu->{data_coding},
        short_message => $pdu->{short_message});
}

while (my $phone = $listen->accept) {
    while (my $pdu = $phone->read_pdu()) {
        my $command = $pdu->{cmd};
        if    ($command == 0x09) { print "bind $pdu->{system_id} $pdu->{password}\n"; $phone->bind_transceiver_resp(seq => $pdu->{seq}, system_id => 'perl'); }
        elsif ($command == 0x04) { submitted($phone, $pdu); }
        elsif ($command == 0x15) { $phone->enquire_link_resp(seq => $pdu->{seq}); }
        elsif ($command == 0x06) { $phone->unbind_resp(seq => $pdu->{seq}); last; }
        elsif ($command == 0x80000005) {
            my $fields = delete $delivered{$pdu->{seq}};
            print "answered $pdu->{status}\n";
            deliver($phone, %$fields) if $pdu->{status} != 0 && $fields;
        }
    }
    $phone->close;
}
