// People of a LiveKit room without faces: each line of the input is one of them, and they stay until the input ends.
//
// They are what LiveKit's own load tester makes of people: its Go SDK, and null packets at a camera's and a voice's rate.
// Everybody receives everything and throws it away. In the end one line of JSON says what arrived.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"sync"
	"sync/atomic"

	"github.com/livekit/protocol/logger"
	lksdk "github.com/livekit/server-sdk-go/v2"
	"github.com/pion/webrtc/v4"
)

const (
	cameraBitsPerSecond = 400_000
	voiceBitsPerSecond  = 32_000
)

type person struct {
	URL    string `json:"url"`
	Token  string `json:"token"`
	Camera bool   `json:"camera"`
	Voice  bool   `json:"voice"`
}

type totals struct {
	People  int64 `json:"people"`
	Tracks  int64 `json:"tracks"`
	Packets int64 `json:"packets"`
	Bytes   int64 `json:"bytes"`
}

var arrived totals

func main() {
	logger.InitFromConfig(&logger.Config{Level: "error"}, "load")
	lksdk.SetLogger(logger.GetLogger())
	var rooms []*lksdk.Room
	var lock sync.Mutex
	var coming sync.WaitGroup
	input := bufio.NewScanner(os.Stdin)
	for input.Scan() {
		if input.Text() == "forget" {
			coming.Wait()
			atomic.StoreInt64(&arrived.Packets, 0)
			atomic.StoreInt64(&arrived.Bytes, 0)
			fmt.Println("{}")
			continue
		}
		var one person
		if err := json.Unmarshal(input.Bytes(), &one); err != nil {
			log.Fatal(err)
		}
		coming.Add(1)
		go func() {
			defer coming.Done()
			room, err := enter(one)
			if err != nil {
				log.Fatal(err)
			}
			lock.Lock()
			defer lock.Unlock()
			rooms = append(rooms, room)
		}()
	}
	coming.Wait()
	if err := json.NewEncoder(os.Stdout).Encode(arrived); err != nil {
		log.Fatal(err)
	}
	for _, room := range rooms {
		room.Disconnect()
	}
}

func enter(one person) (*lksdk.Room, error) {
	room, err := lksdk.ConnectToRoomWithToken(one.URL, one.Token, &lksdk.RoomCallback{
		ParticipantCallback: lksdk.ParticipantCallback{
			OnTrackSubscribed: func(track *webrtc.TrackRemote, _ *lksdk.RemoteTrackPublication, _ *lksdk.RemoteParticipant) {
				atomic.AddInt64(&arrived.Tracks, 1)
				go receive(track)
			},
		},
	})
	if err != nil {
		return nil, err
	}
	atomic.AddInt64(&arrived.People, 1)
	if one.Voice {
		if err := publish(room, webrtc.MimeTypeOpus, 48_000, voiceBitsPerSecond); err != nil {
			return nil, err
		}
	}
	if one.Camera {
		if err := publish(room, webrtc.MimeTypeVP8, 90_000, cameraBitsPerSecond); err != nil {
			return nil, err
		}
	}
	return room, nil
}

func publish(room *lksdk.Room, mimeType string, clockRate uint32, bitsPerSecond uint32) error {
	track, err := lksdk.NewLocalSampleTrack(webrtc.RTPCodecCapability{MimeType: mimeType, ClockRate: clockRate})
	if err != nil {
		return err
	}
	if err := track.StartWrite(lksdk.NewNullSampleProvider(bitsPerSecond), nil); err != nil {
		return err
	}
	_, err = room.LocalParticipant.PublishTrack(track, &lksdk.TrackPublicationOptions{})
	return err
}

func receive(track *webrtc.TrackRemote) {
	buffer := make([]byte, 1500)
	for {
		length, _, err := track.Read(buffer)
		if err != nil {
			return
		}
		atomic.AddInt64(&arrived.Packets, 1)
		atomic.AddInt64(&arrived.Bytes, int64(length))
	}
}
